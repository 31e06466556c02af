using Kontor.Testing;

namespace Kontor.Input.Api;

/// <summary>How many rows each table of the database has, and a checksum of all that is in them.</summary>
internal sealed class Snapshot
{
    /// <summary>What may change although a request was refused, and why.</summary>
    private static readonly IReadOnlySet<string> s_bookkeeping = new HashSet<string>
    {
        // Counting failed sign-ins is what slows down guessing: the refusal is the reason for the row.
        "users.sign_in_failure",
    };

    private readonly SortedDictionary<string, string> _tables = new(StringComparer.Ordinal);

    public int Tables => _tables.Count;

    /// <param name="installation">Whose database.</param>
    /// <param name="except">More tables to pass over, as schema.table or .table for those of every schema.</param>
    public static async Task<Snapshot> Of(TestInstallation installation, params string[] except)
    {
        // As a superuser, whom no policy keeps from seeing all shops.
        var tables = await installation.Ask<string[]>(
            """
            SELECT array_agg(format('%I.%I', nspname, relname)) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
            """);
        var snapshot = new Snapshot();
        var kept = tables.Where(table => !s_bookkeeping.Contains(table) && !except.Any(name => name == table || (name[0] == '.' && table.EndsWith(name, StringComparison.Ordinal)))).ToList();
        var sums = await installation.Ask<string[]>(
            $"SELECT ARRAY[{string.Join(", ", kept.Select(table => $"(SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {table} t)"))}]");
        foreach (var (table, sum) in kept.Zip(sums))
        {
            snapshot._tables.Add(table, sum);
        }

        return snapshot;
    }

    /// <summary>What is different, a line a table; nothing when all is as it was.</summary>
    public string ChangesTo(Snapshot later) =>
        string.Join('\n', later._tables.Where(table => _tables.GetValueOrDefault(table.Key) != table.Value).Select(table => $"{table.Key}: {_tables.GetValueOrDefault(table.Key)} became {table.Value}"));
}
