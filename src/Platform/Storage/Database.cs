using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>A service's own schema, reached with the service's own role. It can't see any other schema.</summary>
public sealed class Database(NpgsqlDataSource source, string acrossShopsRole)
{
    /// <summary>The pool, for the few places that need a bare connection.</summary>
    internal NpgsqlDataSource Source => source;

    /// <summary>The rows of one shop. Row-level security hides all others, also from a query that forgets its condition.</summary>
    public DatabaseScope In(ShopId shop) => new(source, $"SELECT set_config('kontor.shop', {shop.Value.ToString()}, true)");

    /// <summary>The same, where no statement takes or waits longer than this.</summary>
    public DatabaseScope In(ShopId shop, TimeSpan patience) =>
        new(source, $"SELECT set_config('kontor.shop', {shop.Value.ToString()}, true), set_config('statement_timeout', {(int)patience.TotalMilliseconds + "ms"}, true)");

    /// <summary>The rows of all shops, by the one role that may see them. For jobs, checks and operators.</summary>
    public DatabaseScope AcrossShops() => new(source, $"SELECT set_config('role', {acrossShopsRole}, true)");
}
