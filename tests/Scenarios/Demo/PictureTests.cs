using System.Text;
using System.Xml.Linq;
using Kontor.Host.Demo;
using Kontor.Host.Demo.Range;

namespace Kontor.Scenarios.Demo;

/// <summary>What the demo shop sells, and what it looks like.</summary>
public sealed class PictureTests
{
    private const int LargestPicture = 8_000;

    private static readonly string[] s_elements = ["svg", "defs", "linearGradient", "radialGradient", "stop", "rect", "circle", "ellipse", "path", "g"];

    private static readonly string[] s_attributes =
    [
        "xmlns", "viewBox", "id", "offset", "stop-color", "stop-opacity", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "d", "fill", "opacity", "stroke", "stroke-width", "stroke-linecap",
        "stroke-linejoin", "transform",
    ];

    private static IReadOnlyList<DemoProduct> Products => [.. DemoRange.Shelves.SelectMany(shelf => shelf.Products)];

    [Fact]
    public void Every_product_has_a_small_picture_in_each_colour_of_shapes_alone()
    {
        foreach (var (product, colour) in Products.SelectMany(product => product.ColourNames.Select(colour => (product, colour))))
        {
            var picture = DemoCatalogue.Picture(product, colour, department: 3);
            var svg = XDocument.Parse(picture).Root!;
            var shapes = svg.Descendants().Where(element => element.Ancestors().All(above => above.Name.LocalName != "defs")).ToList();

            Assert.InRange(Encoding.UTF8.GetByteCount(picture), 800, LargestPicture);
            Assert.Equal("http://www.w3.org/2000/svg", svg.Name.NamespaceName);
            Assert.Subset(s_elements.ToHashSet(), svg.DescendantsAndSelf().Select(element => element.Name.LocalName).ToHashSet());
            Assert.Subset(s_attributes.ToHashSet(), svg.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).ToHashSet());
            Assert.True(shapes.Count >= 7, $"{product.Name} is hardly drawn.");

            // What is filled with a gradient finds it in the picture itself.
            var ids = svg.Descendants().Attributes("id").Select(id => $"url(#{id.Value})").ToHashSet();
            Assert.Subset(ids, svg.Descendants().Attributes().Select(attribute => attribute.Value).Where(value => value.Contains("url", StringComparison.Ordinal)).ToHashSet());
            Assert.DoesNotContain("NaN", picture, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_picture_is_the_same_each_time_and_another_one_in_another_colour()
    {
        var mug = Products.Single(product => product.Code == "MUG");

        Assert.Equal(DemoCatalogue.Picture(mug, "Blue", 0), DemoCatalogue.Picture(mug, "Blue", 0));
        Assert.NotEqual(DemoCatalogue.Picture(mug, "Blue", 0), DemoCatalogue.Picture(mug, "White", 0));
    }

    [Fact]
    public void Products_have_names_SKUs_and_texts_of_their_own_and_prices_that_fit()
    {
        Assert.InRange(Products.Count, 190, 220);
        Assert.Distinct(Products.Select(product => product.Name));
        Assert.Distinct(Products.Select(product => product.Text));
        Assert.Distinct(Products.SelectMany(product => product.Variants).Select(variant => variant.Sku));
        Assert.All(Products, product => Assert.True(product.Text.Count(character => character is '.' or '?') >= 2, product.Name));
        Assert.All(Products.SelectMany(product => product.Variants), variant => Assert.InRange(variant.Price, 500, 50_000));
        Assert.Contains(Products.Single(product => product.Code == "COCOTTE").Variants, variant => variant is { Sku: "COCOTTE-RED-24CM", Price: 179_00, Colour: "Red", Size: "24 cm" });
        Assert.All(DemoRange.Shelves.GroupBy(shelf => shelf.Department), department => Assert.InRange(department.Count(), 2, 8));
    }

    [Fact]
    public void Most_articles_are_plenty_some_are_few_and_a_few_are_gone()
    {
        var stock = Products.SelectMany(product => product.Variants).Select(variant => DemoStock.Of(variant.Sku)).ToList();

        Assert.InRange(stock.Count(pieces => pieces == 0), 3, stock.Count / 15);
        Assert.InRange(stock.Count(pieces => pieces is > 0 and < 5), 10, stock.Count / 6);
        Assert.True(stock.Count(pieces => pieces >= 20) > stock.Count * 3 / 4);
    }

    [Fact]
    public void What_the_demo_orders_is_for_sale_and_there()
    {
        var skus = Products.SelectMany(product => product.Variants).Select(variant => variant.Sku).ToHashSet();
        foreach (var line in DemoOrders.Wanted.SelectMany(request => request.Lines).GroupBy(line => line.Sku))
        {
            Assert.Contains(line.Key, skus);
            Assert.True(DemoStock.Of(line.Key) >= line.Sum(part => part.Quantity), line.Key);
        }
    }
}
