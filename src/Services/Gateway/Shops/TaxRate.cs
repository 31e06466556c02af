namespace Kontor.Gateway.Shops;

/// <summary>Tax rates between REST (percent) and the contracts (parts per million).</summary>
internal static class TaxRate
{
    private const decimal PpmPerPercent = 10_000m;

    private static readonly Error s_invalid =
        Error.Invalid("shops.invalid", "The tax rate is wrong.", new Fault("/taxRate", "out_of_range", "Give a percentage from 0 to 100 with at most 4 decimals, such as 19 or 7.7."));

    public static decimal ToPercent(int ppm) => ppm / PpmPerPercent;

    public static Result<int> ToPpm(decimal percent) =>
        percent is >= 0 and <= 100 && decimal.IsInteger(percent * PpmPerPercent) ? (int)(percent * PpmPerPercent) : s_invalid;
}
