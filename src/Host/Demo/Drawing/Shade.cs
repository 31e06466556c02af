using System.Globalization;

namespace Kontor.Host.Demo.Drawing;

/// <summary>Colours as pictures need them: one and its lighter and darker neighbours.</summary>
internal static class Shade
{
    /// <summary>The colour nearer to white.</summary>
    /// <param name="colour">As <c>#rrggbb</c>.</param>
    /// <param name="part">0 leaves it, 1 is white.</param>
    public static string Lighter(string colour, double part) => Mix(colour, 255, part);

    /// <summary>The colour nearer to black.</summary>
    /// <param name="colour">As <c>#rrggbb</c>.</param>
    /// <param name="part">0 leaves it, 1 is black.</param>
    public static string Darker(string colour, double part) => Mix(colour, 0, part);

    private static string Mix(string colour, int with, double part)
    {
        var channels = Enumerable.Range(0, 3).Select(index => int.Parse(colour.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return "#" + string.Concat(channels.Select(channel => ((int)Math.Round(channel + ((with - channel) * part))).ToString("x2", CultureInfo.InvariantCulture)));
    }
}
