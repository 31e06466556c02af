using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

/// <summary>A shop as its payments see it.</summary>
internal sealed class Till(TestShop shop)
{
    public const string Approves = "4242424242424242";

    public const string Slow = "4000000000000101";

    public const string Silent = "4000000000000119";

    public static readonly Actor Staff = new(Guid.CreateVersion7(), Roles.Staff);

    private static readonly Lazy<Task<TestInstallation>> s_impatient = new(() => Another("KONTOR_CARD_PROVIDER_TIMEOUT", "0.5"));

    private static readonly Lazy<Task<TestInstallation>> s_cutOff = new(() => Another("KONTOR_CARD_PROVIDER_URL", "http://127.0.0.1:1"));

    public TestShop Shop { get; } = shop;

    public static async Task<Till> New() => new(await (await TestInstallation.Shared).NewShop());

    /// <summary>The same shop in a process that waits only half a second for the provider and runs no jobs.</summary>
    public async Task<Till> Impatient() => new(new TestShop(await s_impatient.Value, Shop.Id, Shop.Handle, Shop.Currency));

    /// <summary>The same shop in a process that can't reach the provider and runs no jobs.</summary>
    public async Task<Till> CutOff() => new(new TestShop(await s_cutOff.Value, Shop.Id, Shop.Handle, Shop.Currency));

    public static string NewOrder() => Guid.CreateVersion7().ToString();

    public static MoneyAmount Euro(long amount) => new() { Amount = amount, Currency = "EUR" };

    public static Card Card(string number) => new() { Number = number, ExpiryMonth = 12, ExpiryYear = 2049, Cvc = "123" };

    public Task<Result<Payment>> Authorise(string order, string method, long amount = 1999, string? card = null) =>
        Shop.Call(
            PaymentsMethods.Authorise,
            new AuthoriseRequest { OrderId = order, Method = method, Amount = Euro(amount), Card = card is null ? null : Card(card) },
            Actor.Guest);

    public Task<Result<Payment>> PayByCard(string order, string card, long amount = 1999) => Authorise(order, "card", amount, card);

    public Task<Result<Payment>> Cancel(string order, string reason = "changed their mind") =>
        Shop.Call(PaymentsMethods.Cancel, new CancelRequest { OrderId = order, Reason = reason });

    public Task<Result<Payment>> Capture(string id, string? key = null) => Shop.Call(PaymentsMethods.Capture, new CaptureRequest { Id = id }, Staff, key);

    public Task<Result<Payment>> Refund(string id, long amount, string? key = null) =>
        Shop.Call(PaymentsMethods.Refund, new RefundRequest { Id = id, Amount = Euro(amount), Reason = "came broken" }, Staff, key);

    public async Task<Payment> Of(string order) => (await Shop.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { OrderId = order }, Staff)).Value;

    public async Task<Payment> Captured(string method, long amount = 1999)
    {
        var payment = (await Authorise(NewOrder(), method, amount, method == "card" ? Approves : null)).Value;
        return (await Capture(payment.Id)).Value;
    }

    /// <summary>How the payment's authorisation stands at the provider; "none" when the provider never heard of it.</summary>
    public Task<string> AtProvider(string payment) =>
        Shop.Installation.Ask<string>("SELECT coalesce((SELECT status FROM payments.sandbox_authorisation WHERE key = $1), 'none')", Guid.Parse(payment));

    public Task<long> RefundedAtProvider(string payment) =>
        Shop.Installation.Ask<long>("SELECT refunded FROM payments.sandbox_authorisation WHERE key = $1", Guid.Parse(payment));

    public Task<bool> ToBeVoided(string payment) => Shop.Installation.Ask<bool>("SELECT void_pending FROM payments.payment WHERE id = $1", Guid.Parse(payment));

    /// <summary>The payment's events in order, as <c>payment.changed created</c>.</summary>
    public async Task<string[]> Events(string payment) =>
        (await Shop.Installation.Ask<string>(
            $"SELECT coalesce(string_agg(trim(type || ' ' || coalesce(body->>'status', '')), ', ' ORDER BY logged DESC, position), '') FROM {TestInstallation.Told("payments")} WHERE key = $1", payment)).Split(", ");

    private static async Task<TestInstallation> Another(string setting, string value) =>
        await TestInstallation.Start(
            (await TestInstallation.Shared).OwnerConnectionString,
            options => options with { RunJobs = false, Setting = name => name == setting ? value : null });
}
