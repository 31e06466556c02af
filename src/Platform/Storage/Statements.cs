using Dapper;
using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>Sends statements in one round trip, behind the statement that enters the scope.</summary>
internal static class Statements
{
    static Statements()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new UtcTimes());
    }

    public static async Task<List<T>> List<T>(NpgsqlConnection connection, NpgsqlTransaction? transaction, Sql? enter, Sql sql, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, transaction, enter, [sql]);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (enter is not null)
        {
            await reader.NextResultAsync(cancellation);
        }

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

    public static async Task<int[]> Execute(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Sql? enter, IReadOnlyList<Sql> statements, CancellationToken cancellation)
    {
        await using var batch = Batch(connection, transaction, enter, statements);
        await batch.ExecuteNonQueryAsync(cancellation);
        var first = enter is null ? 0 : 1;
        return [.. Enumerable.Range(first, statements.Count).Select(index => batch.BatchCommands[index].RecordsAffected)];
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, NpgsqlTransaction? transaction, Sql? enter, IReadOnlyList<Sql> statements)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        if (enter is not null)
        {
            batch.BatchCommands.Add(enter.ToCommand());
        }

        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.ToCommand());
        }

        return batch;
    }

    /// <summary>Npgsql gives timestamptz as a UTC DateTime; rows hold DateTimeOffset.</summary>
    private sealed class UtcTimes : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }
}
