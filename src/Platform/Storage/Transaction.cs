using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>An open transaction in one scope. What must happen together takes it as an argument.</summary>
public sealed class Transaction
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _inner;
    private readonly List<Action> _afterCommit = [];
    private Sql? _enter;

    internal Transaction(NpgsqlConnection connection, NpgsqlTransaction inner, Sql enter, CancellationToken cancellation)
    {
        _connection = connection;
        _inner = inner;
        _enter = enter;
        Cancellation = cancellation;
    }

    /// <summary>Signalled when nobody waits for the outcome any more.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>All rows of one statement.</summary>
    public Task<List<T>> List<T>(Sql sql) => Statements.List<T>(_connection, _inner, TakeEnter(), sql, Cancellation);

    /// <summary>The first row of one statement; null (or default) without one.</summary>
    public async Task<T?> Find<T>(Sql sql)
    {
        var rows = await List<T>(sql);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>How many rows one statement changed.</summary>
    public async Task<int> Execute(Sql sql) => (await Statements.Execute(_connection, _inner, TakeEnter(), [sql], Cancellation))[0];

    /// <summary>How many rows each of several statements changed; they share one round trip.</summary>
    public Task<int[]> ExecuteAll(params Sql[] statements) => Statements.Execute(_connection, _inner, TakeEnter(), statements, Cancellation);

    /// <summary>Runs once the transaction has committed; not at all if it hasn't. For wake-ups that may get lost.</summary>
    public void OnCommit(Action action) => _afterCommit.Add(action);

    internal void AfterCommit() => _afterCommit.ForEach(action => action());

    private Sql? TakeEnter()
    {
        var enter = _enter;
        _enter = null;
        return enter;
    }
}
