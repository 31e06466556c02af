using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Model;

/// <summary>All categories of a shop and how they hang together.</summary>
internal sealed class CategoryForest(IReadOnlyList<CategoryRow> rows)
{
    /// <summary>How many levels a tree may have.</summary>
    public const int MaxDepth = 10;

    /// <summary>How many categories a shop may have: they are read as a whole.</summary>
    public const int MaxCount = 10_000;

    private readonly Dictionary<Guid, CategoryRow> _byId = rows.ToDictionary(row => row.Id);
    private readonly Dictionary<string, CategoryRow> _bySlug = rows.ToDictionary(row => row.Slug, StringComparer.Ordinal);
    private readonly ILookup<Guid?, CategoryRow> _children = rows.OrderBy(row => row.Position).ThenBy(row => row.Name, StringComparer.Ordinal).ToLookup(row => row.ParentId);

    public bool IsFull => rows.Count >= MaxCount;

    public CategoryRow? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    public bool HasChildren(CategoryRow row) => _children.Contains(row.Id);

    /// <summary>1 for a root.</summary>
    public int DepthOf(CategoryRow? row) => row is null ? 0 : 1 + DepthOf(ParentOf(row));

    /// <summary>1 for a category without children.</summary>
    public int HeightOf(CategoryRow row) => 1 + _children[row.Id].Select(HeightOf).DefaultIfEmpty(0).Max();

    /// <summary>The category and everything below it.</summary>
    public IEnumerable<CategoryRow> Below(CategoryRow row) => _children[row.Id].SelectMany(Below).Prepend(row);

    /// <summary>The names of the category and of all above it.</summary>
    public IEnumerable<string> NamesUpwards(Guid id)
    {
        for (var row = _byId.GetValueOrDefault(id); row is not null; row = ParentOf(row))
        {
            yield return row.Name;
        }
    }

    public CategoryTree ToTree() => new() { Roots = { _children[null].Select(ToCategory) } };

    public Category ToCategory(CategoryRow row) => new()
    {
        Slug = row.Slug,
        Name = row.Name,
        Parent = ParentOf(row)?.Slug ?? "",
        Position = row.Position,
        Version = row.Version,
        Children = { _children[row.Id].Select(ToCategory) },
    };

    private CategoryRow? ParentOf(CategoryRow row) => row.ParentId is { } parent ? _byId[parent] : null;
}
