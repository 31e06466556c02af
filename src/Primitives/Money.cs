namespace Kontor;

/// <summary>An amount in a currency's minor units: 1999 EUR is €19.99, 1999 JPY is ¥1,999.</summary>
/// <param name="Amount">Minor units; may be negative.</param>
/// <param name="Currency">The ISO 4217 code, upper case.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>Adds amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum leaves the range of 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Amount + right.Same(left)), left.Currency);

    /// <summary>Subtracts amounts of one currency.</summary>
    /// <inheritdoc cref="op_Addition" path="/exception"/>
    public static Money operator -(Money left, Money right) => new(checked(left.Amount - right.Same(left)), left.Currency);

    /// <summary>A unit price times a quantity.</summary>
    /// <exception cref="OverflowException">The product leaves the range of 64 bits.</exception>
    public static Money operator *(Money price, long quantity) => new(checked(price.Amount * quantity), price.Currency);

    /// <summary>Turns a price in major units (19.99) into minor units, rounding halves away from zero.</summary>
    /// <exception cref="OverflowException">The amount leaves the range of 64 bits.</exception>
    public static Money FromMajor(decimal major, string currency) =>
        new(checked((long)decimal.Round(major * Currencies.Scale(currency), 0, MidpointRounding.AwayFromZero)), currency);

    /// <summary>The amount in major units: 1999 EUR is 19.99.</summary>
    public decimal ToMajor() => Amount / Currencies.Scale(Currency);

    private long Same(Money other) =>
        Currency == other.Currency ? Amount : throw new InvalidOperationException($"{Currency} and {other.Currency} don't add up.");
}
