using System.Security.Cryptography;
using System.Text;

namespace Kontor.Catalog.Model;

/// <summary>Makes the short names in URLs.</summary>
internal static class Slugs
{
    public const int Longest = 100;

    // Leaves room for a suffix.
    private const int LongestMade = 80;

    /// <summary>The name in lower-case ASCII letters, digits and hyphens; empty when nothing of it can be written so.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in Folding.Fold(name))
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && character is not ('\'' or '’'))
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, LongestMade)).Trim('-');
    }

    /// <summary>What to call a product, in order of preference; the last can't be taken.</summary>
    public static IReadOnlyList<string> For(string name, Guid id)
    {
        var slug = From(name);
        return slug.Length == 0 ? [$"product-{Part(id)}"] : [slug, $"{slug}-2", $"{slug}-3", $"{slug}-{Part(id)}"];
    }

    /// <summary>The slug with a part of the id behind it, which makes it unique.</summary>
    public static string Unique(string slug, Guid id) => slug.Length == 0 ? $"product-{Part(id)}" : $"{slug}-{Part(id)}";

    /// <summary>The slug of an imported category: of its whole path, so that it is the same in every import and on every server.</summary>
    public static string ForPath(IEnumerable<string> path)
    {
        var names = path.ToList();
        var slug = string.Join('-', names.Select(name => From(name) is { Length: > 0 } plain ? plain : Hash(name)));
        return slug.Length <= LongestMade ? slug : $"{slug[..LongestMade].Trim('-')}-{Hash(string.Join('\n', names))}";
    }

    /// <summary>The slug of an imported category whose first choice belongs to another branch of the tree.</summary>
    public static string ForPathBeside(string taken, IEnumerable<string> path) => $"{taken}-{Hash(string.Join('\n', path))}";

    // The end of a UUIDv7 is random; its beginning is the time, which products of one import share.
    private static string Part(Guid id) => id.ToString("N")[^10..];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
