using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>An open transaction in one scope. What must happen together takes it as an argument.</summary>
public sealed class Transaction : IAsyncDisposable
{
    private static readonly Sql s_begin = Sql.Verbatim("BEGIN");
    private static readonly Sql s_commit = Sql.Verbatim("COMMIT");
    private static readonly Sql s_rollback = Sql.Verbatim("ROLLBACK");

    private readonly NpgsqlConnection _connection;
    private readonly List<Action> _afterCommit = [];
    private Preamble _before;
    private bool _hasBegun;

    internal Transaction(NpgsqlConnection connection, Sql enter, CancellationToken cancellation)
    {
        _connection = connection;
        _before = new Preamble(enter, []);
        Cancellation = cancellation;
    }

    /// <summary>Signalled when nobody waits for the outcome any more.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>All rows of one statement.</summary>
    public Task<List<T>> List<T>(Sql sql) => Statements.List<T>(_connection, TakeBefore(), sql, Cancellation);

    /// <summary>All rows of two statements, in one round trip.</summary>
    public Task<(List<T1> First, List<T2> Second)> Lists<T1, T2>(Sql first, Sql second) => Statements.Lists<T1, T2>(_connection, TakeBefore(), first, second, Cancellation);

    /// <summary>All rows of three statements, in one round trip.</summary>
    public Task<(List<T1> First, List<T2> Second, List<T3> Third)> Lists<T1, T2, T3>(Sql first, Sql second, Sql third) =>
        Statements.Lists<T1, T2, T3>(_connection, TakeBefore(), first, second, third, Cancellation);

    /// <summary>The first row of one statement; null (or default) without one.</summary>
    public async Task<T?> Find<T>(Sql sql)
    {
        var rows = await List<T>(sql);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>How many rows one statement changed.</summary>
    public async Task<int> Execute(Sql sql) => (await Statements.Execute(_connection, TakeBefore(), [sql], Cancellation))[0];

    /// <summary>How many rows each of several statements changed; they share one round trip.</summary>
    public Task<int[]> ExecuteAll(params Sql[] statements) => Statements.Execute(_connection, TakeBefore(), statements, Cancellation);

    /// <summary>
    /// Statements without rows whose outcome decides nothing any more: they are sent with the next one, or with the commit, and so cost no round trip of their own.
    /// If one fails, the transaction does.
    /// </summary>
    public void Later(params Sql[] statements) => _before = _before with { Later = [.. _before.Later, .. statements] };

    /// <summary>Runs once the transaction has committed; not at all if it hasn't. For wake-ups that may get lost.</summary>
    public void OnCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Commits, together with what was left for later. Never cancelled half-way: its outcome would be unknown.</summary>
    internal async Task Commit()
    {
        if (_hasBegun)
        {
            await Statements.Execute(_connection, _before, [s_commit], CancellationToken.None);
            _hasBegun = false;
        }
        else if (_before.Later.Count > 0)
        {
            // What is sent at once is a transaction by itself.
            await Statements.Execute(_connection, _before, [], CancellationToken.None);
        }
    }

    /// <summary>Undoes it unless it has committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_hasBegun)
        {
            return;
        }

        try
        {
            await Statements.Execute(_connection, new Preamble(null, []), [s_rollback], CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it.
        }
    }

    internal void AfterCommit() => _afterCommit.ForEach(action => action());

    private Preamble TakeBefore()
    {
        var before = _hasBegun ? _before : _before with { Begin = s_begin };
        _hasBegun = true;
        _before = new Preamble(null, []);
        return before;
    }
}
