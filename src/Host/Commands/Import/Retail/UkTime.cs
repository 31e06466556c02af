using System.Globalization;
using System.Text;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Reads the file's dates, which are what a clock on a British wall showed.</summary>
internal sealed class UkTime
{
    public const string Zone = "Europe/London";

    private static readonly string[] s_forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "M/d/yyyy H:mm"];

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
    private byte[] _lastText = [];
    private DateTimeOffset? _last;

    /// <summary>False when it is no date, or one before 1970.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        // An invoice's lines have the same date, one after the other.
        if (!text.SequenceEqual(_lastText))
        {
            (_lastText, _last) = (text.ToArray(), Read(Encoding.UTF8.GetString(text)));
        }

        at = _last ?? default;
        return _last is not null;
    }

    private DateTimeOffset? Read(string text)
    {
        if (!DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) || wall.Year < 1971)
        {
            return null;
        }

        // The hour that is left out in spring: somebody's clock hadn't been set yet.
        wall = _zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        return new DateTimeOffset(wall, _zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
