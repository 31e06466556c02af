using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class InvariantTests
{
    [Fact]
    public async Task The_doctor_finds_refunds_that_dont_add_up_and_payments_that_were_forgotten()
    {
        // A database of its own, because what is broken here would show in other tests.
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RunJobs = false });
        var till = new Till(await installation.NewShop());
        var payment = await till.Captured("invoice", 1000);
        await till.Refund(payment.Id, 400);
        Assert.Empty(await Violations(installation));

        await installation.Ask<bool>("UPDATE payments.refund SET amount = 399 RETURNING true");
        await installation.Ask<bool>(
            """
            INSERT INTO payments.payment (shop_id, id, order_id, method, status, currency, amount, created_at, changed_at)
            VALUES ($1, $2, $2, 'card', 'created', 'EUR', 1, now() - interval '6 minutes', now()) RETURNING true
            """,
            till.Shop.Id.Value,
            Guid.CreateVersion7());

        Assert.Equal(2, (await Violations(installation)).Count);
        await installation.App.DisposeAsync();
    }

    private static async Task<List<string>> Violations(TestInstallation installation)
    {
        var found = new List<string>();
        foreach (var check in installation.App.Checks.Where(check => check.Service == "payments"))
        {
            found.AddRange(await check.FindViolations(CancellationToken.None));
        }

        return found;
    }
}
