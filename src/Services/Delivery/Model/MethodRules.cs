using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;

namespace Kontor.Delivery.Model;

/// <summary>What the fields of a delivery method may be.</summary>
internal static class MethodRules
{
    // More than there are.
    private const int MostCountries = 300;

    private const long HighestFee = 1_000_000_000_000;

    public static Validation Name(this Validation validation, string name) => validation.Line("/name", name, 1, 100);

    public static Validation Position(this Validation validation, int position) => validation.Range("/position", position, 0, 10_000);

    public static Validation Fee(this Validation validation, MoneyAmount? fee, string currency) => validation
        .Range("/fee/amount", fee?.Amount ?? -1, 0, HighestFee)
        .Require(fee?.Currency == currency, "/fee/currency", "mismatch", $"Give the fee in the shop's currency, {currency}.");

    public static Validation Countries(this Validation validation, IReadOnlyList<string> countries)
    {
        if (countries.Count > MostCountries)
        {
            return validation.Require(false, "/countries", "too_many", "Give each country once; none at all means every country.");
        }

        for (var index = 0; index < countries.Count; index++)
        {
            validation.Country($"/countries/{index}", countries[index]);
        }

        return validation;
    }

    /// <summary>Each country once, so that lists that mean the same are the same.</summary>
    public static string[] Distinct(IEnumerable<string> countries) => [.. countries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
