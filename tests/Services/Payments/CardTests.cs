using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class CardTests
{
    [Fact]
    public async Task An_approved_card_authorizes_and_only_its_last_four_digits_are_kept()
    {
        var till = await Till.New();

        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value;

        Assert.Equal(("authorized", "4242", "approved"), (payment.Status, payment.CardLast4, await till.AtProvider(payment.Id)));
        Assert.Equal(["payment.changed created", "payment.changed authorized"], await till.Events(payment.Id));
        foreach (var table in new[] { "payments.payment AS t", "payments.sandbox_authorisation AS t", $"{TestInstallation.Told("payments")}", "payments.idempotency_key AS t" })
        {
            Assert.Equal(0, await till.Shop.Installation.Ask<long>($"SELECT count(*) FROM (SELECT * FROM {table}) AS kept WHERE kept::text LIKE '%{Till.Approves}%'"));
        }
    }

    [Theory]
    [InlineData("4000000000000002", "card_declined")]
    [InlineData("4000000000009995", "insufficient_funds")]
    [InlineData("4000000000000069", "expired_card")]
    public async Task A_declined_card_leaves_a_failed_payment_and_says_what_to_do(string number, string reason)
    {
        var till = await Till.New();
        var order = Till.NewOrder();

        var declined = (await till.PayByCard(order, number)).Error;
        var again = (await till.PayByCard(order, number)).Error;

        Assert.Equal((ErrorKind.Conflict, "payments.declined"), (declined.Kind, declined.Code));
        Assert.Contains("another card or another method", declined.Message, StringComparison.Ordinal);
        Assert.Equal(declined, again);
        var payment = await till.Of(order);
        Assert.Equal(("failed", reason, false), (payment.Status, payment.Failure, await till.ToBeVoided(payment.Id)));
        Assert.Equal("failed", (await till.Cancel(order)).Value.Status);
    }

    [Fact]
    public async Task A_silent_provider_is_given_up_and_what_it_holds_is_let_go()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var started = System.Diagnostics.Stopwatch.StartNew();

        var error = (await (await till.Impatient()).PayByCard(order, Till.Silent)).Error;

        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal((ErrorKind.Unavailable, "payments.provider_unavailable"), (error.Kind, error.Code));
        var payment = await till.Of(order);
        Assert.Equal(("failed", "provider_unavailable"), (payment.Status, payment.Failure));
        await Eventually.Get(() => till.AtProvider(payment.Id), status => status == "voided");
        await Eventually.Get(() => till.ToBeVoided(payment.Id), pending => !pending);
        Assert.Equal("payments.provider_unavailable", (await till.PayByCard(order, Till.Approves)).Error.Code);
    }

    [Fact]
    public async Task A_late_approval_finds_that_it_was_voided()
    {
        var till = await Till.New();
        var order = Till.NewOrder();

        // The slow card is approved after 3 s, long after we have given up.
        Assert.Equal("payments.provider_unavailable", (await (await till.Impatient()).PayByCard(order, Till.Slow)).Error.Code);

        var payment = await till.Of(order);
        await Eventually.Get(() => till.ToBeVoided(payment.Id), pending => !pending);
        // A repeat with the same key waits until the sandbox has decided.
        var late = await till.Shop.Installation.SandboxAuthorises(payment.Id, Till.Slow);
        Assert.Equal("voided", late);
        Assert.Equal("failed", (await till.Of(order)).Status);
    }

    [Fact]
    public async Task A_slow_card_is_waited_for()
    {
        var till = await Till.New();

        Assert.Equal("authorized", (await till.PayByCard(Till.NewOrder(), Till.Slow)).Value.Status);
    }

    [Fact]
    public async Task A_callers_deadline_is_kept_with_a_second_to_spare()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        var call = new CallContext(till.Shop.Id, Actor.Guest, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1.5), source.Token);

        var answer = await till.Shop.Installation.App.Client.Call(
            PaymentsMethods.Authorise,
            new AuthoriseRequest { OrderId = order, Method = "card", Amount = Till.Euro(100), Card = Till.Card(Till.Silent) },
            call);

        Assert.Equal("payments.provider_unavailable", answer.Error.Code);
        Assert.False(source.IsCancellationRequested);
    }

    [Fact]
    public async Task A_provider_that_cant_be_reached_is_asked_again_until_nothing_can_be_held()
    {
        var till = await Till.New();
        var order = Till.NewOrder();

        Assert.Equal("payments.provider_unavailable", (await (await till.CutOff()).PayByCard(order, Till.Approves)).Error.Code);

        var payment = await till.Of(order);
        await Eventually.Get(() => till.ToBeVoided(payment.Id), pending => !pending);
        Assert.Equal("voided", await till.AtProvider(payment.Id));
        Assert.Equal("voided", await till.Shop.Installation.SandboxAuthorises(payment.Id, Till.Approves));
    }

    [Fact]
    public async Task After_a_crash_the_providers_approval_is_found()
    {
        var till = await Till.New();
        var (order, payment) = await CrashedAfterInsert(till);
        await till.Shop.Installation.SandboxAuthorises(payment, Till.Approves);
        await LetTimePass(till, payment);

        await Eventually.Get(() => till.Of(order), found => found.Status == "authorized");

        // Orders decides: it takes the payment as it is, without the card that nobody kept, or cancels it.
        Assert.Equal(payment, (await till.Authorise(order, "card", 100)).Value.Id);
        Assert.Equal("cancelled", (await till.Cancel(order)).Value.Status);
        Assert.Equal("voided", await till.AtProvider(payment));
    }

    [Fact]
    public async Task After_a_crash_before_the_provider_was_asked_the_payment_fails_and_stays_so()
    {
        var till = await Till.New();
        var (order, payment) = await CrashedAfterInsert(till);
        await LetTimePass(till, payment);

        await Eventually.Get(() => till.Of(order), found => found.Status == "failed");
        await Eventually.Get(() => till.ToBeVoided(payment), pending => !pending);

        Assert.Equal("voided", await till.Shop.Installation.SandboxAuthorises(payment, Till.Approves));
    }

    [Fact]
    public async Task An_authorisation_that_the_provider_lost_half_way_is_given_up()
    {
        var till = await Till.New();
        var (order, payment) = await CrashedAfterInsert(till);
        await till.Shop.Installation.Ask<bool>(
            "INSERT INTO payments.sandbox_authorisation (key, status, amount, created_at) VALUES ($1, 'pending', 100, now()) RETURNING true", Guid.Parse(payment));
        await LetTimePass(till, payment);

        await Eventually.Get(() => till.AtProvider(payment), status => status == "voided");

        Assert.Equal("failed", (await till.Of(order)).Status);
    }

    [Fact]
    public async Task A_repeat_without_the_card_asks_the_provider_what_became_of_the_first_attempt()
    {
        var till = await Till.New();
        var (order, payment) = await CrashedAfterInsert(till);
        await till.Shop.Installation.SandboxAuthorises(payment, Till.Approves);

        Assert.Equal("authorized", (await till.Authorise(order, "card", 100)).Value.Status);
    }

    private static async Task<(string Order, string Payment)> CrashedAfterInsert(Till till)
    {
        var (order, payment) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await till.Shop.Installation.Ask<Guid>(
            """
            INSERT INTO payments.payment (shop_id, id, order_id, method, status, currency, amount, created_at, changed_at)
            VALUES ($1, $2, $3, 'card', 'created', 'EUR', 100, now(), now()) RETURNING id
            """,
            till.Shop.Id.Value,
            payment,
            order);
        return (order.ToString(), payment.ToString());
    }

    private static Task<Guid> LetTimePass(Till till, string payment) =>
        till.Shop.Installation.Ask<Guid>("UPDATE payments.payment SET created_at = now() - interval '4 minutes 30 seconds' WHERE id = $1 RETURNING id", Guid.Parse(payment));
}
