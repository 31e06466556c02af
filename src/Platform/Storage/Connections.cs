using Kontor.Platform.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>Opens a pool of connections to one schema.</summary>
internal static class Connections
{
    public static NpgsqlDataSource Open(string schema, ServiceLogin login, KontorOptions options, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.OwnerConnectionString)
        {
            Username = login.Role,
            Password = login.Password,
            SearchPath = $"{schema}, public",
            ApplicationName = $"kontor {schema}",
            MaxPoolSize = options.PoolSize,
            MinPoolSize = 0,
            Timeout = 5,
            CommandTimeout = 30,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Nothing of a session outlives its transaction: every setting is local to one. Cleaning up regardless would be six statements for each that does something.
            NoResetOnClose = true,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseLoggerFactory(loggers);
        builder.Name = schema;
        return builder.Build();
    }
}
