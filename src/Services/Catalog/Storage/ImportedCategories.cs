using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>Finds the categories of imported paths and makes those that aren't there. Needs <see cref="CatalogLock.Alone"/>.</summary>
internal static class ImportedCategories
{
    /// <summary>What stands between the names of a path when it is a key: no name has a line break.</summary>
    private const char Separator = '\n';

    /// <summary>The path as a key.</summary>
    public static string KeyOf(IEnumerable<string> path) => string.Join(Separator, path);

    /// <summary>The leaf of each path by its key; null when the shop would have too many categories.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>?> Resolve(
        Transaction transaction, ShopId shop, IReadOnlyList<IReadOnlyList<string>> paths, Outbox outbox, TimeProvider clock)
    {
        var bySlug = (await transaction.List<CategoryRow>(Categories.All(shop))).ToDictionary(row => row.Slug, StringComparer.Ordinal);
        var resolved = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var made = new List<CategoryRow>();
        foreach (var path in paths)
        {
            Guid? parent = null;
            for (var depth = 1; depth <= path.Count; depth++)
            {
                var branch = path.Take(depth).ToList();
                var key = KeyOf(branch);
                if (!resolved.TryGetValue(key, out var id))
                {
                    var row = Find(bySlug, branch, parent, out var slug);
                    if (row is null)
                    {
                        row = new CategoryRow { Id = Uuid7.New(clock), ParentId = parent, Slug = slug, Name = branch[^1] };
                        bySlug.Add(slug, row);
                        made.Add(row);
                    }

                    id = row.Id;
                    resolved.Add(key, id);
                }

                parent = id;
            }
        }

        if (bySlug.Count > CategoryForest.MaxCount)
        {
            return null;
        }

        await Insert(transaction, shop, made);
        outbox.AddAll(transaction, shop, CategoryChanged.Type, [.. made.Select(row => (row.Id, new CategoryChanged(row.Slug)))]);
        return resolved;
    }

    // Names that differ only in case, accents or punctuation are one category. A slug that belongs to another branch isn't ours to use.
    private static CategoryRow? Find(Dictionary<string, CategoryRow> bySlug, List<string> branch, Guid? parent, out string slug)
    {
        slug = Slugs.ForPath(branch);
        if (bySlug.TryGetValue(slug, out var row) && row.ParentId != parent)
        {
            slug = Slugs.ForPathBeside(slug, branch);
            row = bySlug.GetValueOrDefault(slug);
        }

        return row;
    }

    private static async Task Insert(Transaction transaction, ShopId shop, List<CategoryRow> rows)
    {
        if (rows.Count > 0)
        {
            await transaction.Execute(
                $"""
                INSERT INTO category (shop_id, id, parent_id, slug, name)
                SELECT {shop}, id, parent_id, slug, name
                FROM unnest({rows.Select(row => row.Id).ToArray()}, {rows.Select(row => row.ParentId).ToArray()},
                            {rows.Select(row => row.Slug).ToArray()}, {rows.Select(row => row.Name).ToArray()}) AS given (id, parent_id, slug, name)
                """);
        }
    }
}
