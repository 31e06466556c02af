using Google.Protobuf.WellKnownTypes;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Takes a category without children out of the tree; its products stay and merely lose it.</summary>
internal sealed class DeleteCategory(Database db, Outbox outbox, TimeProvider clock)
{
    public async Task<Result<Empty>> Handle(DeleteCategoryRequest request, CallContext call) =>
        await db.In(call.Shop).Transaction<Empty>(
            async transaction =>
            {
                await CatalogLock.Alone(transaction, call.Shop);
                var forest = await Categories.Read(transaction, call.Shop);
                if (forest.Find(request.Slug) is not { } row)
                {
                    return CatalogErrors.CategoryNotFound;
                }

                if (request.ExpectedVersion != 0 && request.ExpectedVersion != row.Version)
                {
                    return Preconditions.Stale;
                }

                if (forest.HasChildren(row))
                {
                    return CatalogErrors.CategoryInUse;
                }

                // A product that loses a category is another one than the one that its readers know.
                var products = await transaction.List<Touched>(
                    $"""
                    UPDATE product p SET version = version + 1, updated_at = {clock.GetUtcNow()}
                    WHERE p.shop_id = {call.Shop}
                      AND p.id IN (SELECT product_id FROM product_category WHERE shop_id = {call.Shop} AND category_id = {row.Id})
                    RETURNING p.id, p.slug
                    """);
                await transaction.Execute($"DELETE FROM category WHERE shop_id = {call.Shop} AND id = {row.Id}");
                await SearchIndex.Refresh(transaction, call.Shop, [.. products.Select(product => product.Id)]);
                outbox.AddAll(
                    transaction, call.Shop, ProductChanged.Type, [.. products.Select(product => (product.Id, new ProductChanged(product.Id, product.Slug, Deleted: false)))]);
                outbox.Add(transaction, call.Shop, CategoryChanged.Type, row.Id, new CategoryChanged(row.Slug));
                return new Empty();
            },
            call.Aborted);

    private sealed record Touched
    {
        public required Guid Id { get; init; }

        public required string Slug { get; init; }
    }
}
