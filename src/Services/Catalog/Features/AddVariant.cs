using System.Text.Json;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Adds another size, colour or the like to a product.</summary>
internal sealed class AddVariant(Database db, ShopCurrency currencies, ProductEdit edit, TimeProvider clock)
{
    public async Task<Result<Product>> Handle(AddVariantRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.ProductId, out var id))
        {
            return CatalogErrors.ProductNotFound;
        }

        var variant = request.Variant ?? new NewVariant();
        if (new Validation().Sku("/sku", variant.Sku).Price("/price", variant.Price).Options("/options", variant.Options).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (!(await currencies.Of(call)).Try(out var currency, out var unreachable))
        {
            return unreachable;
        }

        var wrong = ProductRules.InAnotherCurrency(currency, [("/price", variant.Price)]);
        if (wrong.Count > 0)
        {
            return CatalogErrors.WrongCurrency(currency, wrong);
        }

        return await db.In(call.Shop).Once<Product>(call, async transaction =>
        {
            await CatalogLock.Share(transaction, call.Shop);
            if ((await edit.Begin(transaction, call, id, expectedVersion: 0)).Failed(out var refusal))
            {
                return refusal;
            }

            // The product's row is locked, so nobody else adds to it meanwhile.
            var count = await transaction.Find<long>($"SELECT count(*) FROM variant WHERE shop_id = {call.Shop} AND product_id = {id}");
            if (count >= ProductRules.MostVariants)
            {
                return CatalogErrors.TooManyVariants;
            }

            var inserted = await transaction.Execute(
                $"""
                INSERT INTO variant (shop_id, id, product_id, sku, options, price, position)
                SELECT {call.Shop}, {Uuid7.New(clock)}, {id}, {variant.Sku}, {JsonSerializer.Serialize(variant.Options)}::jsonb, {variant.Price.Amount}, max(position) + 1
                FROM variant WHERE shop_id = {call.Shop} AND product_id = {id}
                ON CONFLICT DO NOTHING
                """);
            return inserted == 0
                ? CatalogErrors.SkuTaken([new Fault("/sku", "taken", $"'{variant.Sku}' is in the catalogue already.")])
                : await edit.Finish(transaction, call, id);
        });
    }
}
