using System.Text.Json;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Adds a product with its variants to the catalogue.</summary>
internal sealed class CreateProduct(Database db, ShopCurrency currencies, ProductEdit edit, TimeProvider clock)
{
    public async Task<Result<Product>> Handle(CreateProductRequest request, CallContext call)
    {
        request.Status = request.Status.Length == 0 ? "draft" : request.Status;
        if (Validate(request).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (!(await currencies.Of(call)).Try(out var currency, out var unreachable))
        {
            return unreachable;
        }

        var wrong = ProductRules.InAnotherCurrency(currency, request.Variants.Select((variant, index) => ($"/variants/{index}/price", variant.Price)));
        if (wrong.Count > 0)
        {
            return CatalogErrors.WrongCurrency(currency, wrong);
        }

        return await db.In(call.Shop).Once<Product>(call, async transaction =>
        {
            await CatalogLock.Share(transaction, call.Shop);
            var id = Uuid7.New(clock);
            if (!await Insert(transaction, call.Shop, id, request, currency))
            {
                return CatalogErrors.SlugTaken(request.Slug);
            }

            if (await ProductEdit.SetCategories(transaction, call.Shop, id, request.Categories) is { } unknown)
            {
                return unknown;
            }

            var taken = await InsertVariants(transaction, call.Shop, id, request.Variants);
            return taken.Count > 0 ? CatalogErrors.SkuTaken(taken) : await edit.Finish(transaction, call, id);
        });
    }

    private static Validation Validate(CreateProductRequest request)
    {
        var validation = new Validation()
            .Line("/name", request.Name, 1, ProductRules.LongestName)
            .Paragraphs("/description", request.Description, 0, ProductRules.LongestDescription)
            .Line("/brand", request.Brand, 0, ProductRules.LongestBrand)
            .Status("/status", request.Status)
            .Categories("/categories", request.Categories)
            .Images("/images", request.Images)
            .Require(request.Variants.Count is >= 1 and <= ProductRules.MostVariants, "/variants", "length", "Give 1 to 200 variants: something to buy and its price.");
        if (request.Slug.Length > 0)
        {
            validation.Slug("/slug", request.Slug, Slugs.Longest);
        }

        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, variant) in request.Variants.Index())
        {
            validation
                .Sku($"/variants/{index}/sku", variant.Sku)
                .Require(skus.Add(variant.Sku), $"/variants/{index}/sku", "duplicate", "Give each variant a SKU of its own.")
                .Price($"/variants/{index}/price", variant.Price)
                .Options($"/variants/{index}/options", variant.Options);
        }

        return validation;
    }

    // A slug that a client chose is taken or not; one made from the name tries its alternatives.
    private async Task<bool> Insert(Transaction transaction, ShopId shop, Guid id, CreateProductRequest request, string currency)
    {
        var now = clock.GetUtcNow();
        var lowest = request.Variants.Min(variant => variant.Price.Amount);
        foreach (var slug in request.Slug.Length > 0 ? [request.Slug] : Slugs.For(request.Name, id))
        {
            var inserted = await transaction.Execute(
                $"""
                INSERT INTO product (shop_id, id, slug, name, name_key, description, brand, status, images, currency, price_from, created_at, updated_at)
                VALUES ({shop}, {id}, {slug}, {request.Name}, {ProductRules.SortKey(request.Name)}, {request.Description}, {request.Brand}, {request.Status},
                        {request.Images.ToArray()}, {currency}, {lowest}, {now}, {now})
                ON CONFLICT DO NOTHING
                """);
            if (inserted == 1)
            {
                return true;
            }
        }

        return false;
    }

    // In the order of the SKUs, so that two requests with the same ones wait for each other instead of deadlocking.
    private async Task<IReadOnlyList<Fault>> InsertVariants(Transaction transaction, ShopId shop, Guid product, IReadOnlyList<NewVariant> variants)
    {
        var inserted = await transaction.List<string>(
            $"""
            INSERT INTO variant (shop_id, id, product_id, sku, options, price, position)
            SELECT {shop}, id, {product}, sku, options::jsonb, price, position
            FROM unnest({variants.Select(_ => Uuid7.New(clock)).ToArray()}, {variants.Select(variant => variant.Sku).ToArray()},
                        {variants.Select(variant => JsonSerializer.Serialize(variant.Options)).ToArray()}, {variants.Select(variant => variant.Price.Amount).ToArray()})
                 WITH ORDINALITY AS given (id, sku, options, price, position)
            ORDER BY sku COLLATE "C"
            ON CONFLICT DO NOTHING
            RETURNING sku
            """);
        return
        [
            .. variants.Index().ExceptBy(inserted, variant => variant.Item.Sku)
                .Select(variant => new Fault($"/variants/{variant.Index}/sku", "taken", $"'{variant.Item.Sku}' is another product's.")),
        ];
    }
}
