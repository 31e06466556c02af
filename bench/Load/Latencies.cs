namespace Kontor.Bench.Load;

/// <summary>Measured times, all of them kept: a percentile is a sample and no estimate.</summary>
internal sealed class Latencies
{
    private readonly double[] _sorted;

    /// <param name="samples">In any order and any one unit.</param>
    public Latencies(IEnumerable<double> samples)
    {
        _sorted = [.. samples];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    public double Median => At(50);

    public double P99 => At(99);

    public double Max => At(100);

    /// <summary>The smallest sample that so many percent of all don't exceed; not a number without samples.</summary>
    public double At(double percent) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
