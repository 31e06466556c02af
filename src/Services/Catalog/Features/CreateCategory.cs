using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Adds a category, at the root or below another one.</summary>
internal sealed class CreateCategory(Database db, Outbox outbox, TimeProvider clock)
{
    public async Task<Result<Category>> Handle(CreateCategoryRequest request, CallContext call)
    {
        if (Validate(request).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        return await db.In(call.Shop).Once<Category>(call, async transaction =>
        {
            await CatalogLock.Alone(transaction, call.Shop);
            var forest = await Categories.Read(transaction, call.Shop);
            var parent = forest.Find(request.Parent);
            if (Refuse(forest, parent, request) is { } refusal)
            {
                return refusal;
            }

            var id = Uuid7.New(clock);
            var slug = request.Slug.Length > 0 ? request.Slug : Free(forest, request.Name, id);
            var row = new CategoryRow { Id = id, ParentId = parent?.Id, Slug = slug, Name = request.Name, Position = request.Position };
            await transaction.Execute(
                $"""
                INSERT INTO category (shop_id, id, parent_id, slug, name, position)
                VALUES ({call.Shop}, {row.Id}, {row.ParentId}, {row.Slug}, {row.Name}, {row.Position})
                """);
            outbox.Add(transaction, call.Shop, CategoryChanged.Type, id, new CategoryChanged(slug));
            return (await Categories.Read(transaction, call.Shop)).ToCategory(row);
        });
    }

    private static Validation Validate(CreateCategoryRequest request)
    {
        var validation = new Validation().Line("/name", request.Name, 1, 100);
        if (request.Slug.Length > 0)
        {
            validation.Slug("/slug", request.Slug, Slugs.Longest);
        }

        return validation;
    }

    private static Error? Refuse(CategoryForest forest, CategoryRow? parent, CreateCategoryRequest request) => forest switch
    {
        _ when request.Parent.Length > 0 && parent is null => CatalogErrors.UnknownParent,
        _ when forest.DepthOf(parent) >= CategoryForest.MaxDepth => CatalogErrors.CategoryTooDeep,
        _ when request.Slug.Length > 0 && forest.Find(request.Slug) is not null => CatalogErrors.SlugTaken(request.Slug),
        { IsFull: true } => CatalogErrors.TooManyCategories,
        _ => null,
    };

    private static string Free(CategoryForest forest, string name, Guid id)
    {
        var slug = Slugs.From(name);
        return slug.Length > 0 && forest.Find(slug) is null ? slug : Slugs.Unique(slug.Length > 0 ? slug : "category", id);
    }
}
