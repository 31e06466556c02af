using System.Text.Json;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Changes what a variant costs or what it is a variant of.</summary>
internal sealed class UpdateVariant(Database db, ShopCurrency currencies, ProductEdit edit)
{
    public async Task<Result<Product>> Handle(UpdateVariantRequest request, CallContext call)
    {
        if (!ProductRules.IsSku(request.Sku))
        {
            return CatalogErrors.VariantNotFound;
        }

        if (await Refuse(request, call) is { } wrong)
        {
            return wrong;
        }

        return await db.In(call.Shop).Transaction<Product>(
            async transaction =>
            {
                await CatalogLock.Share(transaction, call.Shop);
                var id = await transaction.Find<Guid?>($"SELECT product_id FROM variant WHERE shop_id = {call.Shop} AND sku = {request.Sku}");
                if (id is not { } product)
                {
                    return CatalogErrors.VariantNotFound;
                }

                if ((await edit.Begin(transaction, call, product, request.ExpectedVersion)).Failed(out var refusal))
                {
                    return refusal;
                }

                var changed = await transaction.Execute(
                    $"""
                    UPDATE variant SET price = COALESCE({request.Price?.Amount}::bigint, price),
                                       options = COALESCE({(request.Options is null ? null : JsonSerializer.Serialize(request.Options.Values))}::jsonb, options)
                    WHERE shop_id = {call.Shop} AND sku = {request.Sku}
                    """);
                return changed == 0 ? CatalogErrors.VariantNotFound : await edit.Finish(transaction, call, product);
            },
            call.Aborted);
    }

    private async Task<Error?> Refuse(UpdateVariantRequest request, CallContext call)
    {
        var validation = new Validation();
        if (request.Options is not null)
        {
            validation.Options("/options", request.Options.Values);
        }

        if (request.Price is not null)
        {
            validation.Price("/price", request.Price);
        }

        if (validation.Failed(CatalogErrors.Invalid, out var invalid) || request.Price is null)
        {
            return invalid;
        }

        if (!(await currencies.Of(call)).Try(out var currency, out var unreachable))
        {
            return unreachable;
        }

        var wrong = ProductRules.InAnotherCurrency(currency, [("/price", request.Price)]);
        return wrong.Count > 0 ? CatalogErrors.WrongCurrency(currency, wrong) : null;
    }
}
