using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class RefundTests
{
    [Theory]
    [InlineData("invoice")]
    [InlineData("card")]
    public async Task A_part_and_then_the_rest_go_back(string method)
    {
        var till = await Till.New();
        var payment = await till.Captured(method, 1000);

        var part = (await till.Refund(payment.Id, 300)).Value;
        var rest = (await till.Refund(payment.Id, 700)).Value;

        Assert.Equal(("partially_refunded", 300), (part.Status, part.Refunded.Amount));
        Assert.Equal(("refunded", 1000), (rest.Status, rest.Refunded.Amount));
        Assert.Equal("payments.not_refundable", (await till.Refund(payment.Id, 1)).Error.Code);
        Assert.Equal(method == "card" ? "done" : "booked", await till.Shop.Installation.Ask<string>("SELECT min(state) FROM payments.refund WHERE payment_id = $1", Guid.Parse(payment.Id)));
        Assert.Equal(method == "card" ? 1000 : 0, method == "card" ? await till.RefundedAtProvider(payment.Id) : 0);
    }

    [Theory]
    [InlineData("invoice")]
    [InlineData("card")]
    public async Task Of_twenty_refunds_at_once_only_those_that_fit_go_back(string method)
    {
        var till = await Till.New();
        var payment = await till.Captured(method, 1099);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => till.Refund(payment.Id, 200, key: $"refund {index}")));

        Assert.Equal(5, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal((ErrorKind.Conflict, "payments.not_refundable"), (answer.Error.Kind, answer.Error.Code)));
        var after = await till.Of(payment.OrderId);
        Assert.Equal(("partially_refunded", 1000), (after.Status, after.Refunded.Amount));
        Assert.Equal(1000m, await till.Shop.Installation.Ask<decimal>("SELECT sum(amount) FROM payments.refund WHERE payment_id = $1", Guid.Parse(payment.Id)));
    }

    [Fact]
    public async Task One_key_refunds_once_however_often_it_comes()
    {
        var till = await Till.New();
        var payment = await till.Captured("card", 1000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => till.Refund(payment.Id, 100, key: "refund")));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Equal((100, 100), ((await till.Of(payment.OrderId)).Refunded.Amount, await till.RefundedAtProvider(payment.Id)));
    }

    [Fact]
    public async Task What_isnt_paid_cant_go_back()
    {
        var till = await Till.New();
        var payment = (await till.Authorise(Till.NewOrder(), "invoice")).Value;

        Assert.Equal("payments.not_refundable", (await till.Refund(payment.Id, 1)).Error.Code);
        Assert.Equal(ErrorKind.NotFound, (await till.Refund(Guid.CreateVersion7().ToString(), 1)).Error.Kind);
    }

    [Theory]
    [InlineData(0, "EUR", "broken", "/amount/amount")]
    [InlineData(-5, "EUR", "broken", "/amount/amount")]
    [InlineData(5, "USD", "broken", "/amount/currency")]
    [InlineData(5, "\0", "broken", "/amount/currency")]
    [InlineData(5, "EUR", "bro\0ken", "/reason")]
    public async Task Bad_input_is_named_and_nothing_goes_back(long amount, string currency, string reason, string pointer)
    {
        var till = await Till.New();
        var payment = await till.Captured("invoice");
        var request = new RefundRequest { Id = payment.Id, Amount = new MoneyAmount { Amount = amount, Currency = currency }, Reason = reason };

        var error = (await till.Shop.Call(PaymentsMethods.Refund, request, Till.Staff)).Error;

        Assert.Equal((ErrorKind.Invalid, pointer), (error.Kind, Assert.Single(error.Faults).Pointer));
        Assert.Equal(payment, await till.Of(payment.OrderId));
        Assert.Equal("payments.not_refundable", (await till.Refund(payment.Id, long.MaxValue)).Error.Code);
    }

    [Fact]
    public async Task A_refund_that_the_provider_didnt_take_is_sent_later_and_once()
    {
        var till = await Till.New();
        var payment = await till.Captured("card", 1000);

        Assert.Equal("partially_refunded", (await (await till.CutOff()).Refund(payment.Id, 400)).Value.Status);
        Assert.Equal(0, await till.RefundedAtProvider(payment.Id));
        await till.Shop.Installation.Ask<bool>("UPDATE payments.refund SET retry_at = now() WHERE payment_id = $1 RETURNING true", Guid.Parse(payment.Id));

        await Eventually.Get(
            () => till.Shop.Installation.Ask<string>("SELECT state FROM payments.refund WHERE payment_id = $1", Guid.Parse(payment.Id)), state => state == "done");
        Assert.Equal(400, await till.RefundedAtProvider(payment.Id));
    }

    [Fact]
    public async Task A_refund_that_the_provider_refuses_counts_no_more()
    {
        var till = await Till.New();
        var payment = await till.Captured("card", 1000);
        // Somebody gave the money back at the provider itself.
        await till.Shop.Installation.Ask<bool>("UPDATE payments.sandbox_authorisation SET refunded = captured WHERE key = $1 RETURNING true", Guid.Parse(payment.Id));

        await till.Refund(payment.Id, 400);

        var after = await till.Of(payment.OrderId);
        Assert.Equal(("captured", 0), (after.Status, after.Refunded.Amount));
        Assert.Equal("refused", await till.Shop.Installation.Ask<string>("SELECT state FROM payments.refund WHERE payment_id = $1", Guid.Parse(payment.Id)));
    }
}
