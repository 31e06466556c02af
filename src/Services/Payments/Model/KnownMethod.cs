using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Provider;

namespace Kontor.Payments.Model;

/// <summary>A way to pay that Kontor knows.</summary>
/// <param name="Code">Its code in contracts.</param>
/// <param name="Name">Its name for shoppers.</param>
/// <param name="OnByDefault">Whether a shop that set nothing offers it.</param>
/// <param name="Wait">How long an order waits for the money; zero for methods that aren't paid later.</param>
internal sealed record KnownMethod(string Code, string Name, bool OnByDefault, TimeSpan Wait)
{
    public const string Card = "card";

    public const string BankTransfer = "bank_transfer";

    /// <summary>All of them, in the order in which shoppers see them.</summary>
    public static readonly IReadOnlyList<KnownMethod> All =
    [
        // Off until the shop has a contract with a provider.
        new(Card, "Card", OnByDefault: false, TimeSpan.Zero),
        new("invoice", "Invoice", OnByDefault: true, TimeSpan.Zero),
        new(BankTransfer, "Bank transfer", OnByDefault: true, TimeSpan.FromDays(7)),
        new("cash_on_delivery", "Cash on delivery", OnByDefault: true, TimeSpan.Zero),
    ];

    public bool PaidLater => Wait > TimeSpan.Zero;

    /// <summary>Neither is the money awaited nor is anybody asked for it.</summary>
    public bool IsPromised => !PaidLater && Code != Card;

    public static KnownMethod? Find(string code) => All.FirstOrDefault(method => method.Code == code);

    /// <param name="enabled">Whether the shop offers it.</param>
    /// <param name="provider">Where cards are taken; shoppers and staff must see when that is only the sandbox.</param>
    /// <param name="version">How often the shop has changed it, and once more.</param>
    public Method ToContract(bool enabled, CardProviderSettings provider, long version = 1) =>
        new() { Code = Code, Name = Code == Card && provider.IsSandbox ? $"{Name} (test mode: no money moves)" : Name, Enabled = enabled, PaidLater = PaidLater, PendingSeconds = (long)Wait.TotalSeconds, Version = version, Promised = IsPromised };
}
