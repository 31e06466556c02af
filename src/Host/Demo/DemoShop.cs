using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Demo;

/// <summary>A few products with stock, so that the first order can be placed a minute after the first start.</summary>
internal static class DemoShop
{
    private const int Pieces = 100;

    private static readonly (string Sku, string Name, string Brand, string[] Categories, long Price, string Description)[] s_products =
    [
        ("MUG-BLUE", "Enamel mug, blue", "Hafen", ["Kitchen", "Mugs"], 1290, "A light mug that survives every camp fire. 350 ml."),
        ("MUG-WHITE", "Enamel mug, white", "Hafen", ["Kitchen", "Mugs"], 1290, "A light mug that survives every camp fire. 350 ml."),
        ("KETTLE-1L", "Kettle, 1 litre", "Hafen", ["Kitchen", "Kettles"], 3990, "Stainless steel, whistles when the water boils."),
        ("BOARD-OAK", "Cutting board, oak", "Tischler", ["Kitchen", "Boards"], 2450, "One piece of oak, oiled, 40 × 25 cm."),
        ("NOTE-A5", "Notebook A5, dotted", "Papier & Co", ["Office", "Notebooks"], 990, "160 pages of paper that ink doesn't show through."),
        ("NOTE-A6", "Notebook A6, dotted", "Papier & Co", ["Office", "Notebooks"], 690, "96 pages for the pocket."),
        ("PEN-BRASS", "Ballpoint pen, brass", "Papier & Co", ["Office", "Pens"], 2900, "Heavy, plain, refillable."),
        ("LAMP-DESK", "Desk lamp", "Lumen", ["Office", "Lamps"], 8900, "Warm light on a long arm. With an E27 bulb."),
        ("TOTE-CANVAS", "Tote bag, canvas", "Hafen", ["Bags"], 1890, "Carries 15 kg and folds flat."),
        ("PACK-20", "Backpack, 20 litres", "Hafen", ["Bags"], 7900, "Waxed cotton with a sleeve for a 14-inch laptop."),
    ];

    /// <summary>Fills the shop <c>main</c> if nobody has ever put anything into it.</summary>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> Fill(KontorApp app, CancellationToken cancellation)
    {
        using var patience = new CallContext(default, Actor.System, DateTimeOffset.MaxValue, cancellation).Within(TimeSpan.FromSeconds(30), app.Options.Clock);
        var shop = (await app.Client.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = "main" }, patience.Call)).Value;
        var call = patience.Call with { Shop = new ShopId(Guid.Parse(shop.Id)) };

        // Categories stay when a merchant deletes the demo products, so a shop that was emptied on purpose isn't filled again.
        if ((await app.Client.Call(CatalogMethods.ListCategories, new(), call)).Value.Roots.Count > 0
            || (await app.Client.Call(CatalogMethods.ListProducts, new ListProductsRequest { Limit = 1 }, call)).Value.Products.Count > 0)
        {
            return false;
        }

        var products = s_products.Select((product, index) => new ImportedProduct
        {
            Sku = product.Sku,
            Name = product.Name,
            Brand = product.Brand,
            Description = product.Description,
            CategoryPath = { product.Categories },
            Price = new MoneyAmount { Amount = product.Price, Currency = shop.Currency },
            Popularity = s_products.Length - index,
        });
        _ = (await app.Client.Call(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { products } }, call)).Value;
        _ = (await app.Client.Call(
            InventoryMethods.OpenStock,
            new OpenStockRequest { Stock = { s_products.Select(product => new SkuQuantity { Sku = product.Sku, Quantity = Pieces }) }, Reason = "opening stock" },
            call)).Value;
        return true;
    }
}
