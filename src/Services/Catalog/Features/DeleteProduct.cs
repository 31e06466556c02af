using Google.Protobuf.WellKnownTypes;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Takes a product out of the catalogue for good. Orders keep what they sold.</summary>
internal sealed class DeleteProduct(Database db, ProductEdit edit, Outbox outbox)
{
    public async Task<Result<Empty>> Handle(DeleteProductRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id))
        {
            return CatalogErrors.ProductNotFound;
        }

        return await db.In(call.Shop).Transaction<Empty>(
            async transaction =>
            {
                await CatalogLock.Share(transaction, call.Shop);
                if (!(await edit.Begin(transaction, call, id, request.ExpectedVersion)).Try(out var product, out var refusal))
                {
                    return refusal;
                }

                await transaction.Execute($"DELETE FROM product WHERE shop_id = {call.Shop} AND id = {id}");
                outbox.Add(transaction, call.Shop, ProductChanged.Type, id, new ProductChanged(id, product.Slug, Deleted: true));
                return new Empty();
            },
            call.Aborted);
    }
}
