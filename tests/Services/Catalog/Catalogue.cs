using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Catalog.Tests;

/// <summary>What these tests do to a shop's catalogue.</summary>
internal static class Catalogue
{
    public static async Task<TestShop> NewShop(string currency = "EUR") => await (await TestInstallation.Shared).NewShop(currency);

    public static MoneyAmount Price(long amount, string currency = "EUR") => new() { Amount = amount, Currency = currency };

    public static CreateProductRequest Product(string name, string sku, long price = 1000, string status = "active", string brand = "", string description = "", params string[] categories) => new()
    {
        Name = name,
        Brand = brand,
        Description = description,
        Status = status,
        Categories = { categories },
        Variants = { new NewVariant { Sku = sku, Price = Price(price) } },
    };

    public static Task<Result<Product>> Create(this TestShop shop, CreateProductRequest request, string? key = null) => shop.Call(CatalogMethods.CreateProduct, request, key: key);

    public static async Task<Product> Made(this TestShop shop, string name, string sku, long price = 1000, string status = "active", string brand = "", string description = "", params string[] categories) =>
        (await shop.Create(Product(name, sku, price, status, brand, description, categories))).Value;

    public static async Task<Product> Get(this TestShop shop, string idOrSlug) => (await shop.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = idOrSlug })).Value;

    public static Task<Result<Category>> CreateCategory(this TestShop shop, string name, string parent = "", string slug = "") =>
        shop.Call(CatalogMethods.CreateCategory, new CreateCategoryRequest { Name = name, Parent = parent, Slug = slug });

    public static async Task<CategoryTree> Tree(this TestShop shop) => (await shop.Call(CatalogMethods.ListCategories, new Empty())).Value;

    public static async Task<ProductPage> Page(this TestShop shop, ListProductsRequest request, Actor? actor = null) => (await shop.Call(CatalogMethods.ListProducts, request, actor ?? Actor.Guest)).Value;

    public static async Task<IReadOnlyList<string>> Search(this TestShop shop, string query, Actor? actor = null) =>
        [.. (await shop.Page(new ListProductsRequest { Query = query, Limit = 100 }, actor)).Products.Select(product => product.Name)];

    /// <summary>All products of a list, page by page.</summary>
    public static async Task<IReadOnlyList<Product>> All(this TestShop shop, ListProductsRequest request, Func<Task>? betweenPages = null)
    {
        var all = new List<Product>();
        while (true)
        {
            var page = await shop.Page(request);
            all.AddRange(page.Products);
            if (page.Next.Length == 0)
            {
                return all;
            }

            request.After = page.Next;
            await (betweenPages?.Invoke() ?? Task.CompletedTask);
        }
    }

    public static ImportedProduct Imported(string sku, string name, long price = 1000, params string[] path) =>
        new() { Sku = sku, Name = name, Price = Price(price), CategoryPath = { path } };

    public static Task<Result<ImportProductsResponse>> Import(this TestShop shop, params IEnumerable<ImportedProduct> products) =>
        shop.Call(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { products } });

    public static Task<long> CountTold(this TestShop shop) => shop.Installation.Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("catalog")} WHERE shop_id = $1", shop.Id.Value);

    public static Task<long> Count(this TestShop shop, string table) => shop.Installation.Ask<long>($"SELECT count(*) FROM catalog.{table} WHERE shop_id = $1", shop.Id.Value);

    /// <summary>Every check of the catalogue finds nothing.</summary>
    public static async Task InvariantsHold(this TestShop shop)
    {
        foreach (var check in shop.Installation.App.Checks.Where(check => check.Service == "catalog"))
        {
            Assert.Empty(await check.FindViolations(CancellationToken.None));
        }
    }
}
