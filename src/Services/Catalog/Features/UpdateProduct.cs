using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Changes what a product is called, how it is described and filed, and whether shoppers see it.</summary>
internal sealed class UpdateProduct(Database db, ProductEdit edit)
{
    public async Task<Result<Product>> Handle(UpdateProductRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id))
        {
            return CatalogErrors.ProductNotFound;
        }

        if (Validate(request).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        return await db.In(call.Shop).Transaction<Product>(
            async transaction =>
            {
                // Whoever changes a slug has the catalogue alone, so that nobody takes the slug between the look and the change.
                await (request.HasSlug ? CatalogLock.Alone(transaction, call.Shop) : CatalogLock.Share(transaction, call.Shop));
                if ((await edit.Begin(transaction, call, id, request.ExpectedVersion)).Failed(out var refusal))
                {
                    return refusal;
                }

                if (request.HasSlug && await IsTaken(transaction, call.Shop, id, request.Slug))
                {
                    return CatalogErrors.SlugTaken(request.Slug);
                }

                await Change(transaction, call.Shop, id, request);
                if (request.Categories is { } categories && await ProductEdit.SetCategories(transaction, call.Shop, id, categories.Values) is { } unknown)
                {
                    return unknown;
                }

                return await edit.Finish(transaction, call, id);
            },
            call.Aborted);
    }

    private static Validation Validate(UpdateProductRequest request)
    {
        var validation = new Validation()
            .Paragraphs("/description", request.Description, 0, ProductRules.LongestDescription)
            .Line("/brand", request.Brand, 0, ProductRules.LongestBrand)
            .Categories("/categories", request.Categories?.Values ?? [])
            .Images("/images", request.Images?.Values ?? []);
        if (request.HasName)
        {
            validation.Line("/name", request.Name, 1, ProductRules.LongestName);
        }

        if (request.HasSlug)
        {
            validation.Slug("/slug", request.Slug, Slugs.Longest);
        }

        if (request.HasStatus)
        {
            validation.Status("/status", request.Status);
        }

        return validation;
    }

    private static async Task<bool> IsTaken(Transaction transaction, ShopId shop, Guid id, string slug) =>
        await transaction.Find<int>($"SELECT 1 FROM product WHERE shop_id = {shop} AND slug = {slug} AND id <> {id}") == 1;

    // What isn't given stays: COALESCE takes the column itself.
    private static Task<int> Change(Transaction transaction, ShopId shop, Guid id, UpdateProductRequest request) => transaction.Execute(
        $"""
        UPDATE product SET
            name = COALESCE({(request.HasName ? request.Name : null)}::text, name),
            name_key = COALESCE({(request.HasName ? ProductRules.SortKey(request.Name) : null)}::text, name_key),
            slug = COALESCE({(request.HasSlug ? request.Slug : null)}::text, slug),
            description = COALESCE({(request.HasDescription ? request.Description : null)}::text, description),
            brand = COALESCE({(request.HasBrand ? request.Brand : null)}::text, brand),
            status = COALESCE({(request.HasStatus ? request.Status : null)}::text, status),
            images = COALESCE({request.Images?.Values.ToArray()}::text[], images)
        WHERE shop_id = {shop} AND id = {id}
        """);
}
