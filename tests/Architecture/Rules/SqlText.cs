using System.Text.RegularExpressions;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>What SQL must and must not say. Text rules: they read what stands there.</summary>
internal static partial class SqlText
{
    // Keyed by the order in which their events are read, across shops.
    private static readonly string[] s_keyedOtherwise = ["outbox", "log", "undelivered"];

    /// <summary>Tables with a shop that are open to all shops, or whose key doesn't begin with it.</summary>
    public static IEnumerable<string> UnguardedTables(string folder) =>
        from file in Repository.Files(folder, "*.sql")
        let text = Comment().Replace(File.ReadAllText(file), "")
        from Match table in Table().Matches(text)
        where ShopColumn().IsMatch(table.Groups["body"].Value)
        let name = table.Groups["name"].Value
        from fault in Faults(name, table.Groups["body"].Value, text)
        select $"{Repository.Short(file)}: {name} {fault}";

    /// <summary>Statements that name a schema of one of the services but their own.</summary>
    public static IEnumerable<string> ForeignSchemas(string folder, IEnumerable<string> schemas)
    {
        var foreign = new Regex($@"\b(FROM|JOIN|INTO|UPDATE|TABLE|REFERENCES|FUNCTION|regclass|ONLY)\s+""?({string.Join('|', schemas)})""?\.""?[a-z]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        return Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.sql"))
            .SelectMany(file => foreign.Matches(File.ReadAllText(file)).Select(match => $"{Repository.Short(file)} reaches into another service's schema: {match.Value}…"));
    }

    private static IEnumerable<string> Faults(string table, string body, string text)
    {
        if (!text.Contains($"SELECT kontor.shop_owned('{table}');", StringComparison.Ordinal))
        {
            yield return "has a shop and no policy: call kontor.shop_owned.";
        }

        if (!KeyBeginsWithShop().IsMatch(body) && !s_keyedOtherwise.Contains(table))
        {
            yield return "has a shop that isn't first in its primary key.";
        }
    }

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE (UNLOGGED )?TABLE (IF NOT EXISTS )?(?<name>\w+) \((?<body>.*?)\n?\)( WITH \([^;]*\))?( PARTITION BY [^;]*)?;", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\bshop_id\s+uuid\b")]
    private static partial Regex ShopColumn();

    [GeneratedRegex(@"PRIMARY KEY \(shop_id\b|\bshop_id\s+uuid\s+PRIMARY KEY")]
    private static partial Regex KeyBeginsWithShop();
}
