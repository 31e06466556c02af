using System.Globalization;
using System.Text;

namespace Kontor.Host.Demo.Drawing;

/// <summary>
/// A picture of 400 × 400 while it is drawn: a soft background, a shadow on the floor (y = 320) and a thing in one colour. It is plain SVG of shapes
/// and gradients: no text, no style sheet, no script, nothing from elsewhere.
/// </summary>
internal sealed class Canvas
{
    /// <summary>Oak, lit from the left.</summary>
    public const string Wood = "url(#w)";

    /// <summary>Brushed steel.</summary>
    public const string Steel = "url(#s)";

    /// <summary>Brass.</summary>
    public const string Brass = "url(#b)";

    public const string Paper = "#fbf8f1";

    public const string Linen = "#e9dfcc";

    public const string Leather = "#8a5a3b";

    public const string Ink = "#35333a";

    private static readonly (string Id, string Light, string Dark)[] s_materials = [("w", "#dcb684", "#b07f4c"), ("s", "#e8ecee", "#98a1a8"), ("b", "#e6c987", "#a87c33")];

    private readonly StringBuilder _shapes = new();
    private readonly string _colour;
    private readonly string _backdrop;

    private Canvas(string colour, string backdrop)
    {
        _colour = colour;
        _backdrop = backdrop;
    }

    /// <summary>The thing's colour, lit from the left.</summary>
    public string Main => "url(#m)";

    /// <summary>The colour where light falls on it.</summary>
    public string Light => Shade.Lighter(_colour, 0.35);

    /// <summary>The colour by itself.</summary>
    public string Plain => _colour;

    /// <summary>The colour in the shade.</summary>
    public string Dark => Shade.Darker(_colour, 0.22);

    /// <summary>The colour inside of things.</summary>
    public string Deep => Shade.Darker(_colour, 0.42);

    /// <summary>Draws a thing.</summary>
    /// <param name="thing">What to draw.</param>
    /// <param name="colour">Its colour, as <c>#rrggbb</c>.</param>
    /// <param name="backdrop">What is behind it, a pale colour.</param>
    /// <returns>The whole SVG document. The same thing, colour and backdrop give the same text.</returns>
    public static string Draw(Action<Canvas> thing, string colour, string backdrop)
    {
        var canvas = new Canvas(colour, backdrop);
        thing(canvas);
        return canvas.Finish();
    }

    /// <summary>A filled outline.</summary>
    public Canvas Path(string outline, string fill, double opacity = 1) => Add($"<path d=\"{outline}\" fill=\"{fill}\"{Opacity(opacity)}/>");

    /// <summary>A stroke with round ends. Its colour is flat: a gradient has no room on a straight line and would leave it out.</summary>
    public Canvas Line(string course, string colour, double width, double opacity = 1) =>
        Add($"<path d=\"{course}\" fill=\"none\" stroke=\"{Flat(colour)}\" stroke-width=\"{Text(width)}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"{Opacity(opacity)}/>");

    public Canvas Ellipse(double x, double y, double rx, double ry, string fill, double opacity = 1) =>
        Add($"<ellipse cx=\"{Text(x)}\" cy=\"{Text(y)}\" rx=\"{Text(rx)}\" ry=\"{Text(ry)}\" fill=\"{fill}\"{Opacity(opacity)}/>");

    public Canvas Circle(double x, double y, double radius, string fill, double opacity = 1) => Ellipse(x, y, radius, radius, fill, opacity);

    public Canvas Rect(double x, double y, double width, double height, double corner, string fill, double opacity = 1) =>
        Add($"<rect x=\"{Text(x)}\" y=\"{Text(y)}\" width=\"{Text(width)}\" height=\"{Text(height)}\" rx=\"{Text(corner)}\" fill=\"{fill}\"{Opacity(opacity)}/>");

    /// <summary>The same part again and again, each time turned around a point.</summary>
    public Canvas Turned(double degrees, double x, double y, Action<Canvas> part)
    {
        Add($"<g transform=\"rotate({Text(degrees)} {Text(x)} {Text(y)})\">");
        part(this);
        return Add("</g>");
    }

    /// <summary>A part at another place.</summary>
    public Canvas Moved(double x, double y, Action<Canvas> part, double scale = 1)
    {
        Add($"<g transform=\"translate({Text(x)} {Text(y)}) scale({Text(scale)})\">");
        part(this);
        return Add("</g>");
    }

    private static string Flat(string colour) => colour switch { Wood => "#c69b68", Steel => "#b9c1c6", Brass => "#c9a45c", _ => colour };

    private static string Text(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);

    private static string Opacity(double opacity) => opacity < 1 ? $" opacity=\"{Text(opacity)}\"" : "";

    private static string Gradient(string id, string light, string dark) =>
        $"<linearGradient id=\"{id}\"><stop offset=\"0\" stop-color=\"{light}\"/><stop offset=\"1\" stop-color=\"{dark}\"/></linearGradient>";

    private Canvas Add(string shape)
    {
        _shapes.Append(shape);
        return this;
    }

    private string Finish()
    {
        var shapes = _shapes.ToString();
        var materials = string.Concat(s_materials.Where(material => shapes.Contains($"url(#{material.Id})", StringComparison.Ordinal)).Select(material => Gradient(material.Id, material.Light, material.Dark)));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><defs>{Gradient("m", Shade.Lighter(_colour, 0.16), Shade.Darker(_colour, 0.16))}{materials}<radialGradient id="f"><stop offset="0" stop-color="#2b2620" stop-opacity=".34"/><stop offset="1" stop-color="#2b2620" stop-opacity="0"/></radialGradient><radialGradient id="g"><stop offset="0" stop-color="{Shade.Lighter(_backdrop, 0.55)}"/><stop offset="1" stop-color="{_backdrop}"/></radialGradient></defs><rect width="400" height="400" fill="{_backdrop}"/><circle cx="200" cy="190" r="185" fill="url(#g)"/><ellipse cx="200" cy="322" rx="128" ry="17" fill="url(#f)"/>{shapes}</svg>
            """;
    }
}
