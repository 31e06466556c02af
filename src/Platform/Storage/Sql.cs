using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Platform.Storage;

/// <summary>
/// SQL written as an interpolated string: every <c>{value}</c> becomes a parameter, never text, so nothing can be injected.
/// <c>$"SELECT name FROM product WHERE id = {id}"</c>. Another <see cref="Sql"/> between the braces is taken in with its own parameters.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sql
{
    private readonly List<object> _parts;
    private bool _sent;

    /// <summary>Called by the compiler.</summary>
    public Sql(int literalLength, int formattedCount) => _parts = new List<object>((formattedCount * 2) + 1);

    private Sql(string text) => _parts = [text];

    /// <summary>Nothing; to leave out an optional condition.</summary>
    public static Sql Empty { get; } = new("");

    /// <summary>SQL that is text of ours, such as a column to sort by. Never pass a client's words.</summary>
    public static Sql Verbatim(string text) => new(text);

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string text) => _parts.Add(text);

    /// <summary>Takes in another piece of SQL. Its values are copied, as it may stand in several statements and a parameter belongs to one.</summary>
    public void AppendFormatted(Sql fragment) => _parts.AddRange(fragment._parts.Select(part => part is NpgsqlParameter parameter ? parameter.Clone() : part));

    /// <summary>Takes in a shop's id as a parameter.</summary>
    public void AppendFormatted(ShopId shop) => AppendFormatted(shop.Value);

    /// <summary>Takes in a value as a parameter; null is SQL's NULL.</summary>
    public void AppendFormatted<T>(T value) => _parts.Add(value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        // Npgsql's timestamptz wants UTC; an offset would be refused at run time.
        DateTimeOffset time => new NpgsqlParameter<DateTimeOffset> { TypedValue = time.ToUniversalTime() },
        // Told from its values it would be 'without time zone' when the first one is null, and refused while it is being sent, which leaves the connection in disorder.
        DateTime[] or DateTime?[] => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        // A Nullable<T> would need a handler of its own; its boxed value is a plain T.
        _ when default(T) is null && typeof(T).IsValueType => new NpgsqlParameter { Value = value },
        _ => new NpgsqlParameter<T> { TypedValue = value },
    });

    /// <summary>The text without the values, for people who debug.</summary>
    public override string ToString() => string.Concat(_parts.Select(part => part as string ?? "$?"));

    /// <summary>The command for a batch.</summary>
    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand();
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part is NpgsqlParameter parameter)
            {
                // A command owns its parameters, so a statement that is sent again needs new ones.
                command.Parameters.Add(_sent ? parameter.Clone() : parameter);
                text.Append('$').Append(command.Parameters.Count);
            }
            else
            {
                text.Append((string)part);
            }
        }

        _sent = true;
        command.CommandText = text.ToString();
        return command;
    }
}
