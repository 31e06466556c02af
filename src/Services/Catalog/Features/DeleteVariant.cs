using Google.Protobuf.WellKnownTypes;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Takes a variant out of its product. The last one stays: a product is something to buy.</summary>
internal sealed class DeleteVariant(Database db, ProductEdit edit)
{
    public async Task<Result<Empty>> Handle(DeleteVariantRequest request, CallContext call)
    {
        if (!ProductRules.IsSku(request.Sku))
        {
            return CatalogErrors.VariantNotFound;
        }

        return await db.In(call.Shop).Transaction<Empty>(
            async transaction =>
            {
                await CatalogLock.Share(transaction, call.Shop);
                var id = await transaction.Find<Guid?>($"SELECT product_id FROM variant WHERE shop_id = {call.Shop} AND sku = {request.Sku}");
                if (id is not { } product)
                {
                    return CatalogErrors.VariantNotFound;
                }

                // Locks the product's row: of two that delete the last two variants at once, the second sees that one is left.
                if ((await edit.Begin(transaction, call, product, request.ExpectedVersion)).Failed(out var refusal))
                {
                    return refusal;
                }

                if (await transaction.Execute($"DELETE FROM variant WHERE shop_id = {call.Shop} AND sku = {request.Sku}") == 0)
                {
                    return CatalogErrors.VariantNotFound;
                }

                if (await transaction.Find<long>($"SELECT count(*) FROM variant WHERE shop_id = {call.Shop} AND product_id = {product}") == 0)
                {
                    return CatalogErrors.LastVariant;
                }

                await edit.Finish(transaction, call, product);
                return new Empty();
            },
            call.Aborted);
    }
}
