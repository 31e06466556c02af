using Dapper;
using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>Sends statements in one round trip.</summary>
internal static class Statements
{
    static Statements()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new UtcTimes());
    }

    /// <summary>The rows of one statement.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="before">What is sent in front of it.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<List<T>> List<T>(NpgsqlConnection connection, Preamble before, Sql sql, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, before, [sql]);
        await using var reader = await Start(batch, before, cancellation);
        return await Rows<T>(reader, cancellation);
    }

    /// <summary>The rows of two statements.</summary>
    public static async Task<(List<T1> First, List<T2> Second)> Lists<T1, T2>(NpgsqlConnection connection, Preamble before, Sql first, Sql second, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, before, [first, second]);
        await using var reader = await Start(batch, before, cancellation);
        return (await Rows<T1>(reader, cancellation), await Rows<T2>(reader, cancellation));
    }

    /// <summary>The rows of three statements.</summary>
    public static async Task<(List<T1> First, List<T2> Second, List<T3> Third)> Lists<T1, T2, T3>(
        NpgsqlConnection connection, Preamble before, Sql first, Sql second, Sql third, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, before, [first, second, third]);
        await using var reader = await Start(batch, before, cancellation);
        return (await Rows<T1>(reader, cancellation), await Rows<T2>(reader, cancellation), await Rows<T3>(reader, cancellation));
    }

    /// <summary>How many rows each of several statements changed.</summary>
    public static async Task<int[]> Execute(NpgsqlConnection connection, Preamble before, IReadOnlyList<Sql> statements, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, before, statements);
        await batch.ExecuteNonQueryAsync(cancellation);
        return [.. Enumerable.Range(before.Count, statements.Count).Select(index => batch.BatchCommands[index].RecordsAffected)];
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, Preamble before, IReadOnlyList<Sql> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in (IEnumerable<Sql>)[.. before.Statements, .. statements])
        {
            batch.BatchCommands.Add(statement.ToCommand());
        }

        return batch;
    }

    /// <summary>Runs a batch up to the first rows that were asked for.</summary>
    private static async Task<NpgsqlDataReader> Start(NpgsqlBatch batch, Preamble before, CancellationToken cancellation)
    {
        var reader = await batch.ExecuteReaderAsync(cancellation);
        if (before.Enter is not null)
        {
            // Its rows come first; the other statements of a preamble give none, and the reader passes over them.
            await reader.NextResultAsync(cancellation);
        }

        return reader;
    }

    private static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var rows = new List<T>();
        if (await reader.ReadAsync(cancellation))
        {
            // Not GetRowParser<T>: it can't cast its parser of a lone string.
            var parse = reader.GetRowParser(typeof(T));
            do
            {
                rows.Add((T)parse(reader));
            }
            while (await reader.ReadAsync(cancellation));
        }

        // Errors of what comes behind the rows (a deferred constraint) surface only here.
        await reader.NextResultAsync(cancellation);
        return rows;
    }

    /// <summary>Npgsql gives timestamptz as a UTC DateTime; rows hold DateTimeOffset.</summary>
    private sealed class UtcTimes : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }
}
