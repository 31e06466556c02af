namespace Kontor.Host.Commands.Import.Retail;

/// <summary>A line of an invoice or of a credit note.</summary>
internal sealed record InvoiceLine
{
    /// <summary>Where it stands in the file.</summary>
    public required long Line { get; init; }

    /// <summary>Why it can't be taken, as far as the line alone tells; null when it can. Then all of the rest is there.</summary>
    public string? Reason { get; init; }

    /// <summary>Quantity × price in major units; 0 when they can't be read.</summary>
    public decimal Value { get; init; }

    /// <summary>The number of the invoice, or of the credit note.</summary>
    public long Number { get; init; }

    /// <summary>It gives back what was sold before.</summary>
    public bool IsCancellation { get; init; }

    /// <summary>In capitals: codes are compared without case.</summary>
    public string Code { get; init; } = "";

    /// <summary>It is the delivery fee and no product.</summary>
    public bool IsFee { get; init; }

    /// <summary>Positive, also of what is given back.</summary>
    public long Quantity { get; init; }

    /// <summary>Minor units of one piece.</summary>
    public long Price { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The customer's number; empty for a guest.</summary>
    public string Customer { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";
}
