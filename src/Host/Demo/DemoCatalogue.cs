using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Host.Demo.Drawing;
using Kontor.Host.Demo.Range;

namespace Kontor.Host.Demo;

/// <summary>Puts the demo's categories, pictures, stock and products into the shop.</summary>
internal sealed class DemoCatalogue(DemoShop shop, string currency)
{
    private const int PicturesAtOnce = 50;

    /// <returns>How many products there are.</returns>
    public async Task<int> Fill(IReadOnlyList<DemoShelf> shelves)
    {
        await AddCategories(shelves);
        var departments = shelves.Select(shelf => shelf.Department).Distinct().ToList();
        var products = Mixed(shelves).ToList();
        var stock = products.SelectMany(pair => pair.Product.Variants).Select(variant => new SkuQuantity { Sku = variant.Sku, Quantity = DemoStock.Of(variant.Sku) }).Where(line => line.Quantity > 0);
        await shop.Call(InventoryMethods.OpenStock, new OpenStockRequest { Stock = { stock }, Reason = "opening stock" });
        foreach (var chunk in products.Chunk(PicturesAtOnce / 2))
        {
            var drawn = chunk.Select(pair => (pair.Product, pair.Shelf, Pictures: Draw(pair.Product, departments.IndexOf(pair.Shelf.Department)))).ToList();
            foreach (var pictures in drawn.SelectMany(one => one.Pictures).Chunk(PicturesAtOnce))
            {
                await shop.Call(CatalogMethods.AddPictures, new AddPicturesRequest { Pictures = { pictures } });
            }

            foreach (var (product, shelf, pictures) in drawn)
            {
                await Add(product, shelf, pictures);
            }
        }

        return products.Count;
    }

    /// <summary>The picture of a product in one of its colours.</summary>
    public static string Picture(DemoProduct product, string colour, int department) => Canvas.Draw(product.Picture, Palette.Of(colour), Palette.Backdrop(department));

    private static List<NewPicture> Draw(DemoProduct product, int department) =>
    [
        .. product.ColourNames.Select(colour => new NewPicture { MediaType = PictureTypes.Svg, Content = ByteString.CopyFromUtf8(Picture(product, colour, department)) }),
    ];

    /// <summary>One of each shelf, then the next of each: lists show the newest first, and should show a bit of everything.</summary>
    private static IEnumerable<(DemoProduct Product, DemoShelf Shelf)> Mixed(IReadOnlyList<DemoShelf> shelves) =>
        from row in Enumerable.Range(0, shelves.Max(shelf => shelf.Products.Count))
        from shelf in shelves
        where row < shelf.Products.Count
        select (shelf.Products[row], shelf);

    private async Task AddCategories(IReadOnlyList<DemoShelf> shelves)
    {
        foreach (var (position, department) in shelves.GroupBy(shelf => shelf.Department).Index())
        {
            await AddCategory(department.Key, "", position);
            foreach (var (place, shelf) in department.Index())
            {
                await AddCategory(shelf.Name, SlugOf(department.Key), place);
            }
        }
    }

    private async Task AddCategory(string name, string parent, int position)
    {
        var slug = parent.Length == 0 ? SlugOf(name) : $"{parent}-{SlugOf(name)}";
        Accept(await shop.Try(CatalogMethods.CreateCategory, new CreateCategoryRequest { Slug = slug, Name = name, Parent = parent, Position = position }));
    }

    private async Task Add(DemoProduct product, DemoShelf shelf, List<NewPicture> pictures)
    {
        var kind = product.ColourNames.All(colour => Palette.KindOf(colour) == "material") ? "material" : "colour";
        var request = new CreateProductRequest
        {
            Name = product.Name,
            Slug = SlugOf(product.Name),
            Brand = product.Brand,
            Description = product.Text,
            Status = "active",
            Categories = { $"{SlugOf(shelf.Department)}-{SlugOf(shelf.Name)}" },
            Images = { pictures.Select(picture => PictureTypes.AddressOf(Convert.ToHexStringLower(SHA256.HashData(picture.Content.Span)), picture.MediaType)) },
        };
        foreach (var variant in product.Variants)
        {
            var added = new NewVariant { Sku = variant.Sku, Price = new MoneyAmount { Amount = variant.Price, Currency = currency } };
            if (variant.Colour.Length > 0)
            {
                added.Options.Add(kind, variant.Colour);
            }

            if (variant.Size.Length > 0)
            {
                added.Options.Add("size", variant.Size);
            }

            request.Variants.Add(added);
        }

        Accept(await shop.Try(CatalogMethods.CreateProduct, request));
    }

    // Taken is what an earlier start, or another process, has put there.
    private static void Accept<T>(Result<T> answer)
    {
        if (answer.Failed(out var error) && error.Kind != ErrorKind.Conflict)
        {
            throw new InvalidOperationException($"{error.Code}: {error.Message}");
        }
    }

    private static string SlugOf(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.ToLowerInvariant().Replace('é', 'e'))
        {
            _ = char.IsAsciiLetterOrDigit(character) ? slug.Append(character) : slug.Length > 0 && slug[^1] != '-' && character != '\'' ? slug.Append('-') : slug;
        }

        return slug.ToString().Trim('-');
    }
}
