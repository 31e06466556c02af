using Kontor.Contracts.Types.V1;

namespace Kontor.Gateway;

/// <summary>An amount of money.</summary>
internal sealed record Money
{
    /// <summary>Minor units: 1999 EUR is €19.99, 1999 JPY is ¥1,999.</summary>
    public required long Amount { get; init; }

    /// <summary>ISO 4217, such as EUR.</summary>
    public required string Currency { get; init; }

    public static Money From(MoneyAmount amount) => new() { Amount = amount.Amount, Currency = amount.Currency };

    /// <summary>An amount that a service may leave out when there is nothing.</summary>
    public static Money OrNothing(MoneyAmount? amount, string currency) => amount is null ? new() { Amount = 0, Currency = currency } : From(amount);

    public MoneyAmount ToProto() => new() { Amount = Amount, Currency = Currency };
}
