using Kontor.Contracts.Delivery.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Storage;

/// <summary>A way to deliver as it is stored.</summary>
internal sealed record MethodRow
{
    /// <summary>The columns of this record.</summary>
    public static Sql Columns => Sql.Verbatim("code, name, currency, fee, countries, enabled, position, version");

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public required long Fee { get; init; }

    public required string[] Countries { get; init; }

    public required bool Enabled { get; init; }

    public required int Position { get; init; }

    public required long Version { get; init; }

    public bool Reaches(string country) => Countries.Length == 0 || Countries.Contains(country);

    public Option ToOption() => new() { Method = Code, Name = Name, Fee = Money() };

    public Method ToContract() =>
        new() { Code = Code, Name = Name, Fee = Money(), Countries = { Countries }, Enabled = Enabled, Position = Position, Version = Version };

    private MoneyAmount Money() => new() { Amount = Fee, Currency = Currency };
}
