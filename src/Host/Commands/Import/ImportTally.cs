using System.Text.Json;

namespace Kontor.Host.Commands.Import;

/// <summary>What became of the lines of a file.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);

    public long Taken => Created + Updated + Unchanged;

    public long Created { get; private set; }

    public long Updated { get; private set; }

    public long Unchanged { get; private set; }

    public long Rejected => _reasons.Values.Sum();

    public long Lines => Taken + Rejected;

    /// <summary>How many records were rejected, by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>The sum of the prices taken, in major units.</summary>
    public decimal TakenValue { get; private set; }

    /// <summary>The sum of the prices not taken, as far as they could be read.</summary>
    public decimal RejectedValue { get; private set; }

    public void Take(Contracts.Catalog.V1.ImportOutcome outcome, decimal value)
    {
        TakenValue += value;
        switch (outcome)
        {
            case Contracts.Catalog.V1.ImportOutcome.Created:
                Created++;
                break;
            case Contracts.Catalog.V1.ImportOutcome.Updated:
                Updated++;
                break;
            default:
                Unchanged++;
                break;
        }
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
            products = Taken,
            customers = 0,
            orders = 0,
        },
        JsonSerializerOptions.Web);
}
