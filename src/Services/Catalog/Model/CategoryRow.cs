namespace Kontor.Catalog.Model;

/// <summary>A category as it is stored.</summary>
internal sealed record CategoryRow
{
    public required Guid Id { get; init; }

    public Guid? ParentId { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public int Position { get; init; }

    public long Version { get; init; } = 1;
}
