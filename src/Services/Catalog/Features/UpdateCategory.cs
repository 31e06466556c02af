using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Renames a category or moves it, with everything below it.</summary>
internal sealed class UpdateCategory(Database db, Outbox outbox)
{
    public async Task<Result<Category>> Handle(UpdateCategoryRequest request, CallContext call)
    {
        if (request.HasName && new Validation().Line("/name", request.Name, 1, 100).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        return await db.In(call.Shop).Transaction<Category>(
            async transaction =>
            {
                await CatalogLock.Alone(transaction, call.Shop);
                var forest = await Categories.Read(transaction, call.Shop);
                var row = forest.Find(request.Slug);
                if (Refuse(forest, row, request) is { } refusal)
                {
                    return refusal;
                }

                await transaction.Execute(
                    $"""
                    UPDATE category SET
                        name = COALESCE({(request.HasName ? request.Name : null)}::text, name),
                        position = COALESCE({(request.HasPosition ? request.Position : (int?)null)}::int, position),
                        parent_id = {(request.HasParent ? forest.Find(request.Parent)?.Id : row!.ParentId)},
                        version = version + 1
                    WHERE shop_id = {call.Shop} AND id = {row!.Id}
                    """);

                // Products are found by the names of their categories and of those above.
                var below = forest.Below(row).Select(category => category.Id).ToArray();
                var products = await transaction.List<Guid>($"SELECT DISTINCT product_id FROM product_category WHERE shop_id = {call.Shop} AND category_id = ANY({below})");
                await SearchIndex.Refresh(transaction, call.Shop, products);
                outbox.Add(transaction, call.Shop, CategoryChanged.Type, row.Id, new CategoryChanged(row.Slug));
                var changed = await Categories.Read(transaction, call.Shop);
                return changed.ToCategory(changed.Find(row.Slug)!);
            },
            call.Aborted);
    }

    private static Error? Refuse(CategoryForest forest, CategoryRow? row, UpdateCategoryRequest request)
    {
        if (row is null)
        {
            return CatalogErrors.CategoryNotFound;
        }

        if (request.ExpectedVersion != 0 && request.ExpectedVersion != row.Version)
        {
            return Preconditions.Stale;
        }

        if (request.Parent.Length == 0)
        {
            return null;
        }

        return forest.Find(request.Parent) switch
        {
            null => CatalogErrors.UnknownParent,
            var parent when forest.Below(row).Contains(parent) => CatalogErrors.CategoryInItself,
            var parent when forest.DepthOf(parent) + forest.HeightOf(row) > CategoryForest.MaxDepth => CatalogErrors.CategoryTooDeep,
            _ => null,
        };
    }
}
