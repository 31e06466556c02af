using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;
using Method = Kontor.Contracts.Payments.V1.Method;

namespace Kontor.Payments.Tests;

public sealed class MethodTests
{
    [Fact]
    public async Task A_new_shop_offers_every_method_but_the_card()
    {
        var till = await Till.New();

        Assert.Equal(["invoice", "bank_transfer", "cash_on_delivery"], (await List(till, Actor.Guest)).Select(method => method.Code));
        var all = await List(till, Till.Staff);
        Assert.Equal(["card", "invoice", "bank_transfer", "cash_on_delivery"], all.Select(method => method.Code));
        Assert.False(all[0].Enabled);
        Assert.Equal((true, 7 * 24 * 3600), (all[2].PaidLater, all[2].PendingSeconds));
    }

    [Fact]
    public async Task Staff_switch_methods_for_their_own_shop_only()
    {
        var (till, other) = (await Till.New(), await Till.New());

        Assert.True((await Switch(till, "card", true)).Value.Enabled);
        Assert.False((await Switch(till, "invoice", false)).Value.Enabled);

        Assert.Equal(["card", "bank_transfer", "cash_on_delivery"], (await List(till, Actor.Guest)).Select(method => method.Code));
        Assert.Equal(["invoice", "bank_transfer", "cash_on_delivery"], (await List(other, Actor.Guest)).Select(method => method.Code));
        Assert.True((await till.Shop.Call(PaymentsMethods.UpdateMethod, new UpdateMethodRequest { Code = "card" }, Till.Staff)).Value.Enabled);
    }

    [Fact]
    public async Task Cards_are_marked_as_a_test_while_the_sandbox_takes_them()
    {
        var till = await Till.New();
        var real = await till.CutOff();

        Assert.Equal("Card (test mode: no money moves)", (await Switch(till, "card", true)).Value.Name);
        Assert.Equal("Card (test mode: no money moves)", (await List(till, Actor.Guest))[0].Name);
        Assert.Equal("Card", (await List(real, Actor.Guest))[0].Name);
        Assert.Equal("Invoice", (await List(till, Actor.Guest))[1].Name);
    }

    [Fact]
    public async Task Only_known_methods_can_be_switched_and_only_by_staff()
    {
        var till = await Till.New();

        Assert.Equal((ErrorKind.NotFound, "payments.unknown_method"), Of((await Switch(till, "barter\0", true)).Error));
        Assert.Equal(
            ErrorKind.Unauthenticated, (await till.Shop.Call(PaymentsMethods.UpdateMethod, new UpdateMethodRequest { Code = "card", Enabled = true }, Actor.Guest)).Error.Kind);
    }

    [Fact]
    public async Task An_unknown_method_and_one_that_is_off_are_refused_at_their_field()
    {
        var till = await Till.New();

        AssertRefused("payments.unknown_method", "/payment/method", await Check(till, "barter"));
        AssertRefused("payments.unknown_method", "/payment/method", await Check(till, ""));
        AssertRefused("payments.method_unavailable", "/payment/method", await Check(till, "card", Till.Card(Till.Approves)));
        Assert.Equal("invoice", (await Check(till, "invoice")).Value.Code);
    }

    [Fact]
    public async Task Card_data_with_another_method_is_refused()
    {
        var till = await Till.New();

        AssertRefused("payments.invalid_card", "/payment/card", await Check(till, "invoice", Till.Card(Till.Approves)));
    }

    [Fact]
    public async Task A_card_is_checked_before_anybody_is_asked()
    {
        var till = await Till.New();
        await Switch(till, "card", true);
        var now = DateTimeOffset.UtcNow;

        Assert.True((await Check(till, "card", Till.Card(Till.Approves))).Succeeded);
        Assert.True((await Check(till, "card", new Card { Number = Till.Approves, ExpiryMonth = now.Month, ExpiryYear = now.Year, Cvc = "1234" })).Succeeded);
        Assert.Equal(
            ["/payment/card/number", "/payment/card/expiryMonth", "/payment/card/expiryYear", "/payment/card/cvc"],
            (await Check(till, "card")).Error.Faults.Select(fault => fault.Pointer));
        foreach (var number in new[] { "4242424242424241", "42424242424", "42424242424242424242", "4242 4242 4242 4242", "４２４２４２４２４２４２４２４２" })
        {
            AssertRefused("payments.invalid_card", "/payment/card/number", await Check(till, "card", Till.Card(number)));
        }

        foreach (var cvc in new[] { "12", "12345", "12a", "1\02" })
        {
            AssertRefused("payments.invalid_card", "/payment/card/cvc", await Check(till, "card", new Card(Till.Card(Till.Approves)) { Cvc = cvc }));
        }

        foreach (var year in new[] { now.Year - 1, 49, int.MaxValue, -1 })
        {
            AssertRefused("payments.invalid_card", "/payment/card/expiryYear", await Check(till, "card", new Card(Till.Card(Till.Approves)) { ExpiryYear = year }));
        }

        AssertRefused("payments.invalid_card", "/payment/card/expiryMonth", await Check(till, "card", new Card(Till.Card(Till.Approves)) { ExpiryMonth = 13 }));
    }

    [Fact]
    public async Task Who_changes_an_old_version_is_told_so_and_changes_nothing()
    {
        var till = await Till.New();
        Assert.Equal(1, (await List(till, Till.Staff)).Single(method => method.Code == "card").Version);

        var first = await Change(till, "card", true, seen: 1);
        var late = await Change(till, "card", false, seen: 1);
        var never = await Change(till, "invoice", false, seen: 7);

        Assert.Equal((true, 2L), (first.Value.Enabled, first.Value.Version));
        Assert.Equal((ErrorKind.Stale, "precondition.stale"), Of(late.Error));
        Assert.Equal((ErrorKind.Stale, "precondition.stale"), Of(never.Error));
        Assert.Equal((true, 2L), (await List(till, Till.Staff)).Where(method => method.Code == "card").Select(method => (method.Enabled, method.Version)).Single());
        Assert.Equal((true, 1L), (await List(till, Till.Staff)).Where(method => method.Code == "invoice").Select(method => (method.Enabled, method.Version)).Single());
    }

    [Fact]
    public async Task Of_many_who_change_the_version_they_saw_one_wins()
    {
        var till = await Till.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Change(till, "card", turn % 2 == 0, seen: 1)));

        Assert.Equal(1, answers.Count(answer => answer.Succeeded));
        Assert.Equal(2, (await List(till, Till.Staff)).Single(method => method.Code == "card").Version);
    }

    private static Task<Result<Method>> Change(Till till, string code, bool enabled, long seen) =>
        till.Shop.Call(PaymentsMethods.UpdateMethod, new UpdateMethodRequest { Code = code, Enabled = enabled, ExpectedVersion = seen }, Till.Staff);

    private static async Task<IReadOnlyList<Method>> List(Till till, Actor actor) => (await till.Shop.Call(PaymentsMethods.ListMethods, new Empty(), actor)).Value.Methods;

    private static Task<Result<Method>> Switch(Till till, string code, bool enabled) =>
        till.Shop.Call(PaymentsMethods.UpdateMethod, new UpdateMethodRequest { Code = code, Enabled = enabled }, Till.Staff);

    private static Task<Result<Method>> Check(Till till, string method, Card? card = null) =>
        till.Shop.Call(PaymentsMethods.CheckMethod, new CheckMethodRequest { Method = method, Card = card }, Actor.Guest);

    private static (ErrorKind, string) Of(Error error) => (error.Kind, error.Code);

    private static void AssertRefused(string code, string pointer, Result<Method> answer) =>
        Assert.Equal((ErrorKind.Invalid, code, pointer), (answer.Error.Kind, answer.Error.Code, Assert.Single(answer.Error.Faults).Pointer));
}
