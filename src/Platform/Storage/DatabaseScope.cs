using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>
/// One shop's rows, or all shops'. The scope is set inside the transaction, in the same round trip as the first statement, so a
/// pooled connection never carries one shop's scope into another's request.
/// </summary>
public sealed class DatabaseScope
{
    private const int Attempts = 3;

    private readonly NpgsqlDataSource _source;
    private readonly Sql _enter;

    private Preamble Entering => new(_enter, []);

    internal DatabaseScope(NpgsqlDataSource source, Sql enter)
    {
        _source = source;
        _enter = enter;
    }

    /// <summary>All rows of one statement, in one round trip.</summary>
    public async Task<List<T>> List<T>(Sql sql, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        return await Statements.List<T>(connection, Entering, sql, cancellation);
    }

    /// <summary>The first row of one statement, in one round trip; null (or default) without one.</summary>
    public async Task<T?> Find<T>(Sql sql, CancellationToken cancellation)
    {
        var rows = await List<T>(sql, cancellation);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>How many rows one statement changed, in one round trip and a transaction of its own.</summary>
    public async Task<int> Execute(Sql sql, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        return (await Statements.Execute(connection, Entering, [sql], cancellation))[0];
    }

    /// <summary>
    /// Runs the work in one transaction (read committed): a success commits, an <see cref="Error"/> or an exception rolls back. Deadlocks and
    /// serialization failures run the work again, so it must have no effect but through the transaction.
    /// </summary>
    public async Task<Result<T>> Transaction<T>(Func<Transaction, Task<Result<T>>> work, CancellationToken cancellation)
    {
        OpenTransactions.RefuseNested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                await using var transaction = new Transaction(connection, _enter, cancellation);
                OpenTransactions.Enter();
                var result = await work(transaction);
                if (result.Succeeded)
                {
                    await transaction.Commit();
                    OpenTransactions.Leave();
                    transaction.AfterCommit();
                }

                return result;
            }
            catch (PostgresException exception) when (attempt < Attempts && exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                // Nothing stands of the attempt; the next one sees what the other transaction did.
            }
            finally
            {
                OpenTransactions.Leave();
            }
        }
    }
}
