using Kontor.Bench.Machine;

namespace Kontor.Bench.Report;

/// <summary>What came out.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, double> _figures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bounds = new(StringComparer.Ordinal);

    /// <summary>Every load that was measured, in order.</summary>
    public List<Leg> Legs { get; } = [];

    /// <summary>What it was measured on, beyond the machine: versions and settings.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>What a reader must know of this run.</summary>
    public List<string> Notes { get; } = [];

    public double? this[string key] => _figures.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a figure of <see cref="FigureList"/>.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="bound">What kept it from being better; null when another figure of its group says it.</param>
    public void Set(string key, double value, string? bound = null)
    {
        _figures[FigureList.Of(key).Key] = value;
        if (bound is not null)
        {
            _bounds[key] = bound;
        }
    }

    public string? BoundOf(string key) => _bounds.GetValueOrDefault(key);

    /// <summary>The figures that were measured, in the order of their list.</summary>
    public IEnumerable<(Figure Figure, double Value)> Figures => FigureList.All.Where(figure => _figures.ContainsKey(figure.Key)).Select(figure => (figure, _figures[figure.Key]));
}
