using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class CancelTests
{
    [Theory]
    [InlineData("invoice")]
    [InlineData("bank_transfer")]
    [InlineData("card")]
    public async Task What_isnt_paid_yet_is_cancelled_and_cancelling_again_changes_nothing(string method)
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var payment = (await till.Authorise(order, method, card: method == "card" ? Till.Approves : null)).Value;

        var first = (await till.Cancel(order)).Value;
        var second = (await till.Cancel(order)).Value;

        Assert.Equal("cancelled", first.Status);
        Assert.Equal(first, second);
        Assert.Equal("payments.cancelled", (await till.Authorise(order, method, card: method == "card" ? Till.Approves : null)).Error.Code);
        Assert.Equal(method == "card" ? "voided" : "none", await till.AtProvider(payment.Id));
    }

    [Fact]
    public async Task Cancelling_before_the_payment_began_stops_it_from_beginning()
    {
        var till = await Till.New();
        var order = Till.NewOrder();

        Assert.Equal("cancelled", (await till.Cancel(order)).Value.Status);

        var late = (await till.PayByCard(order, Till.Approves)).Error;
        Assert.Equal((ErrorKind.Conflict, "payments.cancelled"), (late.Kind, late.Code));
    }

    [Fact]
    public async Task Of_cancelling_and_authorising_at_once_nothing_stays_held()
    {
        var till = await Till.New();
        var orders = Enumerable.Range(0, 10).Select(_ => Till.NewOrder()).ToList();

        await Task.WhenAll(orders.SelectMany(order => new Task[] { till.PayByCard(order, Till.Approves), till.Cancel(order) }));

        foreach (var order in orders)
        {
            var payment = await till.Of(order);
            Assert.Equal("cancelled", payment.Status);
            await Eventually.Get(() => till.AtProvider(payment.Id), status => status is "voided" or "none");
        }
    }

    [Fact]
    public async Task A_provider_that_is_down_doesnt_stop_the_cancellation_and_is_told_later()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        var payment = (await till.PayByCard(order, Till.Approves)).Value;

        Assert.Equal("cancelled", (await (await till.CutOff()).Cancel(order)).Value.Status);
        await till.Shop.Installation.Ask<bool>("UPDATE payments.payment SET void_retry_at = now() WHERE id = $1 RETURNING true", Guid.Parse(payment.Id));

        await Eventually.Get(() => till.AtProvider(payment.Id), status => status == "voided");
    }

    [Fact]
    public async Task Cancelling_again_leaves_asking_the_provider_to_the_job()
    {
        var till = await Till.New();
        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value;
        var cutOff = await till.CutOff();
        await cutOff.Cancel(payment.OrderId);
        // So far ahead that no job asks in between, and any asking would move it.
        await till.Shop.Installation.Ask<bool>("UPDATE payments.payment SET void_pending = true, void_retry_at = '2100-01-01Z' WHERE id = $1 RETURNING true", Guid.Parse(payment.Id));

        Assert.Equal("cancelled", (await cutOff.Cancel(payment.OrderId)).Value.Status);

        Assert.True(await till.Shop.Installation.Ask<bool>("SELECT void_retry_at = '2100-01-01Z' FROM payments.payment WHERE id = $1", Guid.Parse(payment.Id)));
    }

    [Fact]
    public async Task What_was_paid_by_card_goes_back_to_the_card()
    {
        var till = await Till.New();
        var payment = await till.Captured("card", 1000);
        await till.Refund(payment.Id, 300);

        var ended = (await till.Cancel(payment.OrderId)).Value;

        Assert.Equal(("refunded", 1000, 1000), (ended.Status, ended.Captured.Amount, ended.Refunded.Amount));
        Assert.Equal(1000, await till.RefundedAtProvider(payment.Id));
        Assert.Equal(ended, (await till.Cancel(payment.OrderId)).Value);
    }

    [Fact]
    public async Task What_was_paid_otherwise_is_booked_for_staff_to_pay_out()
    {
        var till = await Till.New();
        var payment = await till.Captured("bank_transfer", 1000);

        Assert.Equal("refunded", (await till.Cancel(payment.OrderId)).Value.Status);

        Assert.Equal("1000 booked", await till.Shop.Installation.Ask<string>("SELECT amount || ' ' || state FROM payments.refund WHERE payment_id = $1", Guid.Parse(payment.Id)));
    }

    [Fact]
    public async Task A_capture_that_overtook_the_cancellation_at_the_provider_is_given_back()
    {
        var till = await Till.New();
        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves, 700)).Value;
        // As after a crash between the provider's answer and our booking it.
        using var http = await till.Shop.Installation.SandboxHttp();
        using var captured = await http.PostAsync(new Uri($"/sandbox/card/authorisations/{payment.Id}/capture", UriKind.Relative), null);

        Assert.Equal("cancelled", (await till.Cancel(payment.OrderId)).Value.Status);

        Assert.Equal(700, await till.RefundedAtProvider(payment.Id));
        Assert.False(await till.ToBeVoided(payment.Id));
    }

    [Fact]
    public async Task A_reason_that_cant_be_stored_is_refused()
    {
        var till = await Till.New();

        foreach (var reason in new[] { "a\0b", "a" + (char)0xd800 + "b", new string('a', 501) })
        {
            var error = (await till.Cancel(Till.NewOrder(), reason)).Error;

            Assert.Equal((ErrorKind.Invalid, "/reason"), (error.Kind, Assert.Single(error.Faults).Pointer));
        }

        Assert.Equal(ErrorKind.Invalid, (await till.Cancel("no id")).Error.Kind);
    }
}
