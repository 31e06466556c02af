using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>A product of the demo shop.</summary>
/// <param name="Code">What its SKUs begin with.</param>
/// <param name="Name">Its name.</param>
/// <param name="Brand">Who makes it; nobody real.</param>
/// <param name="Price">In cents.</param>
/// <param name="Picture">What it looks like.</param>
/// <param name="Colours">Names from <see cref="Palette"/>, with commas between: with several, each is a variant and a picture of its own.</param>
/// <param name="Sizes">With commas between, each with what it costs more in whole units of money: <c>1 l,1.5 l+8</c>. Empty when there is one only.</param>
/// <param name="Text">Two or three sentences.</param>
internal sealed record DemoProduct(string Code, string Name, string Brand, int Price, Action<Canvas> Picture, string Colours, string Sizes, string Text)
{
    private const int MinorUnits = 100;

    public IReadOnlyList<string> ColourNames => Colours.Split(',');

    public IEnumerable<DemoVariant> Variants =>
        from colour in ColourNames
        from size in Sizes.Split(',')
        let parts = size.Split('+')
        select new DemoVariant(
            string.Join('-', ((string[])[Code, ColourNames.Count > 1 ? CodeOf(colour) : "", CodeOf(parts[0])]).Where(part => part.Length > 0)),
            Price + (parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) * MinorUnits : 0),
            ColourNames.Count > 1 ? colour : "",
            parts[0]);

    private static string CodeOf(string name) => string.Concat(name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
}

/// <summary>One form of a product.</summary>
/// <param name="Sku">Unique in the demo.</param>
/// <param name="Price">In cents.</param>
/// <param name="Colour">Empty when there is one only.</param>
/// <param name="Size">Empty when there is one only.</param>
internal sealed record DemoVariant(string Sku, int Price, string Colour, string Size);

/// <summary>The products of one category, which stands below another one.</summary>
internal sealed record DemoShelf(string Department, string Name, IReadOnlyList<DemoProduct> Products);
