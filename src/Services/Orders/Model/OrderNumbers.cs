namespace Kontor.Orders.Model;

/// <summary>How orders are numbered in a shop.</summary>
internal static class OrderNumbers
{
    /// <summary>The counter of a shop that has no orders: the first one gets the number after it.</summary>
    public const long BeforeFirst = 100_000;
}
