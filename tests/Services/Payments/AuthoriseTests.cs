using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class AuthoriseTests
{
    [Theory]
    [InlineData("invoice")]
    [InlineData("cash_on_delivery")]
    public async Task Methods_without_a_provider_are_authorized_at_once(string method)
    {
        var till = await Till.New();
        var order = Till.NewOrder();

        var payment = (await till.Authorise(order, method)).Value;

        Assert.Equal((order, method, "authorized", 1999, 0, 0), (payment.OrderId, payment.Method, payment.Status, payment.Amount.Amount, payment.Captured.Amount, payment.Refunded.Amount));
        Assert.Equal([""], await till.Events(payment.Id));
    }

    [Fact]
    public async Task A_bank_transfer_waits_for_its_money_and_has_a_reference_that_banks_can_check()
    {
        var till = await Till.New();

        var payment = (await till.Authorise(Till.NewOrder(), "bank_transfer")).Value;

        Assert.Equal("created", payment.Status);
        Assert.Matches("^RF[0-9]{2}[2-9A-HJ-NP-Z]{12}$", payment.Reference);
        var digits = string.Concat((payment.Reference[4..] + payment.Reference[..4]).Select(letter => char.IsDigit(letter) ? letter - '0' : letter - 'A' + 10));
        Assert.Equal(1, System.Numerics.BigInteger.Parse(digits) % 97);
    }

    [Theory]
    [InlineData("invoice")]
    [InlineData("bank_transfer")]
    [InlineData("card")]
    public async Task One_order_asked_for_by_many_at_once_has_one_payment(string method)
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var amount = Random.Shared.NextInt64(1_000_000, long.MaxValue);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => till.Authorise(order, method, amount, method == "card" ? Till.Approves : null)));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Equal(method == "card" ? 1 : 0, await till.Shop.Installation.Ask<long>("SELECT count(*) FROM payments.sandbox_authorisation WHERE amount = $1", amount));
    }

    [Fact]
    public async Task A_repeat_with_another_amount_or_method_is_refused_and_changes_nothing()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var first = (await till.Authorise(order, "invoice", 500)).Value;

        Assert.Equal("payments.order_differs", (await till.Authorise(order, "invoice", 501)).Error.Code);
        Assert.Equal("payments.order_differs", (await till.Authorise(order, "bank_transfer", 500)).Error.Code);
        Assert.Equal("payments.order_differs", (await till.PayByCard(order, Till.Approves, 500)).Error.Code);
        Assert.Equal(first, await till.Of(order));
    }

    [Fact]
    public async Task Nothing_to_pay_is_authorized_without_asking_anybody()
    {
        var till = await Till.New();

        var byCard = (await till.PayByCard(Till.NewOrder(), "4000000000000002", 0)).Value;

        Assert.Equal(("authorized", "none"), (byCard.Status, await till.AtProvider(byCard.Id)));
        Assert.Equal("authorized", (await till.Authorise(Till.NewOrder(), "bank_transfer", 0)).Value.Status);
        Assert.Equal("captured", (await till.Capture(byCard.Id)).Value.Status);
        Assert.Equal("refunded", (await till.Cancel(byCard.OrderId)).Value.Status);
    }

    [Fact]
    public async Task Bad_input_is_named_and_leaves_no_payment()
    {
        var till = await Till.New();
        var bad = new AuthoriseRequest { OrderId = "x\0", Method = "invoice", Amount = new MoneyAmount { Amount = -1, Currency = "eur" } };

        Assert.Equal(["/orderId", "/amount/amount", "/amount/currency"], (await till.Shop.Call(PaymentsMethods.Authorise, bad)).Error.Faults.Select(fault => fault.Pointer));
        Assert.Equal(ErrorKind.Invalid, (await till.Shop.Call(PaymentsMethods.Authorise, new AuthoriseRequest { OrderId = Till.NewOrder() })).Error.Kind);
        Assert.Equal("payments.unknown_method", (await till.Authorise(Till.NewOrder(), "barter")).Error.Code);
        Assert.Equal("payments.invalid_card", (await till.PayByCard(Till.NewOrder(), "1")).Error.Code);
        Assert.Equal("payments.invalid_card", (await till.Authorise(Till.NewOrder(), "card")).Error.Code);
        Assert.Equal(0, await till.Shop.Installation.Ask<long>("SELECT count(*) FROM payments.payment WHERE shop_id = $1", till.Shop.Id.Value));
    }
}
