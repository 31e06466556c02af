namespace Kontor.Bench.Load;

/// <summary>What a load got out of what it was put on.</summary>
/// <param name="Done">Requests or transactions that were answered well.</param>
/// <param name="Seconds">In how much time.</param>
/// <param name="MedianMs">Half were answered faster; null when nobody timed each.</param>
/// <param name="P99Ms">One in a hundred took longer; null when nobody timed each.</param>
internal sealed record Outcome(long Done, double Seconds, double? MedianMs = null, double? P99Ms = null)
{
    public double Rate => Done / Seconds;
}

/// <summary>A figure that can't be had, or a product that did wrong. The benchmark fails, and says why.</summary>
internal sealed class BenchFailedException(string message) : Exception(message);
