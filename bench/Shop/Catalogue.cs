using System.Globalization;

namespace Kontor.Bench.Shop;

/// <summary>Products as shops have them: some words stand in very many of them, most words in few. The same ones every time.</summary>
internal static class Catalogue
{
    private const int Words = 4_000;

    private static readonly string[] s_syllables = ["ba", "cor", "del", "fin", "gra", "hol", "ist", "jun", "kel", "lor", "mar", "nov", "pel", "quin", "ros", "sil", "tan", "ul", "ver", "zim"];

    /// <summary>The categories, as the import makes their slugs.</summary>
    public static IEnumerable<string> Categories => Enumerable.Range(0, 200).Select(CategoryOf);

    /// <summary>So many products.</summary>
    public static IEnumerable<CatalogueProduct> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var index = 0; index < count; index++)
        {
            var words = NameWords(random);
            yield return new CatalogueProduct(
                string.Create(CultureInfo.InvariantCulture, $"ART-{index:000000}"),
                string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} {index}"),
                string.Join(' ', Enumerable.Range(0, 40).Select(_ => Word(random))) + ".",
                Capital(WordAt(random.Next(300))),
                [CategoryOf(random.Next(200))],
                random.Next(99, 20_000) / 100m,
                random.Next(10_000),
                string.Create(CultureInfo.InvariantCulture, $"https://example.com/pictures/{index}.jpg"));
        }
    }

    /// <summary>Words that somebody may look for: two that stand together in some product's name, another pair each time.</summary>
    public static IEnumerable<string> Searches(int count, int seed)
    {
        var (random, seen) = (new Random(seed), new HashSet<string>(StringComparer.Ordinal));
        while (seen.Count < count)
        {
            var words = NameWords(random);
            var search = $"{words[0]} {words[1]}".ToLowerInvariant();
            if (seen.Add(search))
            {
                yield return search;
            }
        }
    }

    private static string[] NameWords(Random random) => [Capital(Word(random)), Word(random), Word(random)];

    // The more often a word is used the lower its number, as in every language.
    private static string Word(Random random) => WordAt((int)(Words * Math.Pow(random.NextDouble(), 3)));

    private static string WordAt(int number)
    {
        var (first, rest) = (number % 20, number / 20);
        return s_syllables[first] + s_syllables[rest % 20] + (rest < 20 ? "" : s_syllables[rest / 20]);
    }

    private static string CategoryOf(int number) => string.Create(CultureInfo.InvariantCulture, $"range-{number}");

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

/// <summary>A line of a file for <c>kontor import products</c>.</summary>
internal sealed record CatalogueProduct(string Sku, string Name, string Description, string Brand, IReadOnlyList<string> Categories, decimal Price, int Popularity, string Image);
