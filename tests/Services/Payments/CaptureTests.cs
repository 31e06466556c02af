using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class CaptureTests
{
    [Theory]
    [InlineData("invoice")]
    [InlineData("cash_on_delivery")]
    [InlineData("bank_transfer")]
    [InlineData("card")]
    public async Task Capturing_books_the_whole_amount_and_tells_it_once(string method)
    {
        var till = await Till.New();

        var payment = await till.Captured(method);

        Assert.Equal(("captured", 1999, 0), (payment.Status, payment.Captured.Amount, payment.Refunded.Amount));
        Assert.Equal("payment.captured", (await till.Events(payment.Id))[^1]);
        Assert.Equal(method == "card" ? "captured" : "none", await till.AtProvider(payment.Id));
        Assert.Equal((ErrorKind.Conflict, "payments.not_capturable"), Of((await till.Capture(payment.Id)).Error));
        Assert.Single(await till.Events(payment.Id), happened => happened == "payment.captured");
    }

    [Theory]
    [InlineData("invoice")]
    [InlineData("card")]
    public async Task One_key_captures_once_however_often_it_comes(string method)
    {
        var till = await Till.New();
        var payment = (await till.Authorise(Till.NewOrder(), method, card: method == "card" ? Till.Approves : null)).Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => till.Capture(payment.Id, key: "capture")));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Equal(19, answers.Count(answer => answer.Replayed));
        Assert.True((await till.Capture(payment.Id, key: "capture")).Replayed);
    }

    [Fact]
    public async Task Many_captures_at_once_with_keys_of_their_own_take_the_money_once()
    {
        var till = await Till.New();
        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => till.Capture(payment.Id, key: $"capture {index}")));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("payments.not_capturable", answer.Error.Code));
    }

    [Fact]
    public async Task What_is_over_cant_be_captured()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var cancelled = (await till.Authorise(order, "bank_transfer")).Value;
        await till.Cancel(order);

        Assert.Equal("payments.not_capturable", (await till.Capture(cancelled.Id)).Error.Code);
        Assert.Equal((ErrorKind.NotFound, "payments.unknown"), Of((await till.Capture(Guid.CreateVersion7().ToString())).Error));
        Assert.Equal(ErrorKind.NotFound, (await till.Capture("a\0b")).Error.Kind);
    }

    [Fact]
    public async Task A_provider_that_is_down_leaves_the_payment_authorized()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var payment = (await till.PayByCard(order, Till.Approves)).Value;

        Assert.Equal("payments.provider_unavailable", (await (await till.CutOff()).Capture(payment.Id, key: "k")).Error.Code);

        Assert.Equal("authorized", (await till.Of(order)).Status);
        Assert.Equal("captured", (await till.Capture(payment.Id, key: "k")).Value.Status);
    }

    [Fact]
    public async Task A_capture_that_the_provider_refuses_is_a_conflict()
    {
        var till = await Till.New();
        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value;
        using var http = await till.Shop.Installation.SandboxHttp();
        using var voided = await http.PostAsync(new Uri($"/sandbox/card/authorisations/{payment.Id}/void", UriKind.Relative), null);

        Assert.Equal((ErrorKind.Conflict, "payments.capture_refused"), Of((await till.Capture(payment.Id)).Error));
    }

    [Fact]
    public async Task Of_capturing_and_cancelling_at_once_the_customer_pays_never_for_a_cancelled_order()
    {
        var till = await Till.New();
        var payments = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value));

        await Task.WhenAll(payments.SelectMany(payment => new Task[] { till.Capture(payment.Id), till.Cancel(payment.OrderId) }));

        foreach (var payment in payments)
        {
            await Eventually.Get(
                () => till.Shop.Installation.Ask<bool>("SELECT status = 'voided' OR refunded = amount FROM payments.sandbox_authorisation WHERE key = $1", Guid.Parse(payment.Id)),
                free => free);
            Assert.Contains((await till.Of(payment.OrderId)).Status, new[] { "cancelled", "refunded" });
        }
    }

    private static (ErrorKind, string) Of(Error error) => (error.Kind, error.Code);
}
