namespace Kontor.Bench.Load;

/// <summary>What a load got out of what it was put on.</summary>
/// <param name="Done">Requests or transactions that were answered well.</param>
/// <param name="Seconds">In how much time.</param>
/// <param name="MedianMs">Half were answered faster.</param>
/// <param name="P99Ms">One in a hundred took longer.</param>
internal sealed record Outcome(long Done, double Seconds, double MedianMs, double P99Ms)
{
    public double Rate => Done / Seconds;
}

/// <summary>A figure that can't be had, or a product that did wrong. The benchmark fails, and says why.</summary>
internal sealed class BenchFailedException(string message) : Exception(message);
