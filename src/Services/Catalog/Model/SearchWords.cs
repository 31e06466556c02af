using System.Text;

namespace Kontor.Catalog.Model;

/// <summary>
/// Turns text into the words that are stored and searched for, by one set of rules. Japanese and Chinese are written without blanks, so their
/// runs are cut into pairs of characters; the last character stands alone too, so that any single one is found as the beginning of a word.
/// Words hold nothing but letters, digits and marks, so no search can contain an operator of the database's.
/// </summary>
internal static class SearchWords
{
    private const int LongestWord = 64;
    private const int MostWordsInQuery = 16;

    // PostgreSQL keeps positions up to 16,383; what comes later isn't told apart any more.
    private const int MostWords = 10_000;

    /// <summary>The weighted words of a product as a tsvector's text: <c>'red':1A 'shoe':2A</c>. A word counts with its first weight.</summary>
    /// <param name="texts">What to search in, the weightiest (A) first.</param>
    public static string Vector(params IEnumerable<(char Weight, string Text)> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var vector = new StringBuilder();
        foreach (var (weight, text) in texts)
        {
            foreach (var word in Runs(text).SelectMany(Stored).Where(seen.Add).Take(MostWords - seen.Count))
            {
                vector.Append(seen.Count == 1 ? "" : " ").Append('\'').Append(word).Append("':").Append(seen.Count).Append(weight);
            }
        }

        return vector.ToString();
    }

    /// <summary>All words of a query as a tsquery's text; the last may be the beginning of a word. Empty when there is no word in it.</summary>
    public static string Query(string text)
    {
        var runs = Runs(text).ToList();
        var wanted = runs.SelectMany((run, index) => Wanted(run, isLast: index == runs.Count - 1)).Distinct(StringComparer.Ordinal).Take(MostWordsInQuery);
        return string.Join(" & ", wanted);
    }

    private static IEnumerable<string> Stored(Run run) => run.IsCjk ? Pairs(run.Text).Append(run.Text[^1].ToString()) : [Cut(run.Text)];

    private static IEnumerable<string> Wanted(Run run, bool isLast) => run switch
    {
        { IsCjk: true, Text.Length: 1 } => [$"'{run.Text}':*"],
        { IsCjk: true } => Pairs(run.Text).Select(pair => $"'{pair}'"),
        _ => [isLast ? $"'{Cut(run.Text)}':*" : $"'{Cut(run.Text)}'"],
    };

    private static IEnumerable<string> Pairs(string run) => Enumerable.Range(0, run.Length - 1).Select(index => run.Substring(index, 2));

    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];

    private static IEnumerable<Run> Runs(string text)
    {
        var run = new StringBuilder();
        var isCjk = false;
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            var belongs = Rune.IsLetterOrDigit(rune) || IsMark(rune);
            var cjk = belongs && IsCjk(rune);
            if (run.Length > 0 && (!belongs || cjk != isCjk))
            {
                yield return new Run(run.ToString(), isCjk);
                run.Clear();
            }

            if (belongs)
            {
                run.Append(rune);
                isCjk = cjk;
            }
        }

        if (run.Length > 0)
        {
            yield return new Run(run.ToString(), isCjk);
        }
    }

    // Vowel signs of Indic scripts and of Thai are marks inside a word.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // Kana and Han of the basic plane. Rare Han beyond it are words by themselves.
    private static bool IsCjk(Rune rune) =>
        rune.Value is (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF);

    private readonly record struct Run(string Text, bool IsCjk);
}
