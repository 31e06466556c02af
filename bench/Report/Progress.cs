using System.Globalization;

namespace Kontor.Bench.Report;

/// <summary>Tells on standard error what runs and how long it may take.</summary>
internal sealed class Progress(TimeSpan expected)
{
    private TimeSpan _left = expected;

    /// <summary>A group begins.</summary>
    public void Begin(string what) =>
        Console.Error.WriteLine($"{what} … {(_left.TotalSeconds >= 90 ? $"{Math.Round(_left.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes" : $"{Math.Ceiling(_left.TotalSeconds / 10) * 10} s")} left");

    /// <summary>A group that was expected to take so long has ended.</summary>
    public void End(TimeSpan took) => _left = _left > took ? _left - took : TimeSpan.Zero;

    /// <summary>A step of a group.</summary>
    public void Step(string what) => Console.Error.WriteLine($"  {what}");
}
