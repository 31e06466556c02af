using System.Text.Json;

namespace Kontor.Host.Commands.Import;

/// <summary>What became of the lines of a file.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);

    public long Taken { get; private set; }

    public long Rejected => _reasons.Values.Sum();

    public long Lines => Taken + Rejected;

    /// <summary>How many records were rejected, by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>The sum of what was taken, in major units.</summary>
    public decimal TakenValue { get; private set; }

    /// <summary>The sum of what wasn't taken, as far as it could be read.</summary>
    public decimal RejectedValue { get; private set; }

    public long Products { get; set; }

    public long Customers { get; set; }

    public long Orders { get; set; }

    public void Take(decimal value)
    {
        Taken++;
        TakenValue += value;
    }

    public void Reject(string reason, decimal value)
    {
        RejectedValue += value;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
    }

    /// <summary>The object that programs read; the same for every kind of import.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            lines = Lines,
            taken = Taken,
            rejected = _reasons,
            value = TakenValue + RejectedValue,
            takenValue = TakenValue,
            rejectedValue = RejectedValue,
            products = Products,
            customers = Customers,
            orders = Orders,
        },
        JsonSerializerOptions.Web);
}
