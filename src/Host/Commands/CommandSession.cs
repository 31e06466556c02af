using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Host.Commands;

/// <summary>
/// The services without ports, and without jobs unless a command needs them, for a command's time. It is one more replica beside whatever runs on the same database, so commands
/// work the same whether the shop is up or not.
/// </summary>
internal sealed class CommandSession : IAsyncDisposable
{
    private readonly Connection _connection;

    private CommandSession(Connection connection, KontorApp app)
    {
        _connection = connection;
        App = app;
    }

    public KontorApp App { get; }

    /// <summary>What to tell somebody whose command is about data that isn't there; null when it is.</summary>
    public static string? NoDataIn(KontorHome home) => Connection.Given is null && !home.HasData
        ? $"kontor: There is no data in {home.Folder}. Name the right home with --home or KONTOR_HOME, or start the shop there first with ./kontor up."
        : null;

    /// <exception cref="ConfigurationException">Something is configured wrongly.</exception>
    /// <exception cref="StorageUnavailableException">The database can't be had.</exception>
    public static async Task<CommandSession> Open(KontorHome home, CancellationToken cancellation, bool runJobs = false)
    {
        var connection = await Connection.Open(home, NullLogger.Instance, cancellation);
        try
        {
            var options = new KontorOptions
            {
                OwnerConnectionString = connection.OwnerConnectionString,
                Port = null,
                RunJobs = runJobs,
                AdminEmail = SharedOptions.Variable("KONTOR_ADMIN_EMAIL"),
                AdminPassword = SharedOptions.Variable("KONTOR_ADMIN_PASSWORD"),
            };
            var app = await KontorApp.Start(options, new ServiceGraph(ServiceList.All()), NullLoggerFactory.Instance, cancellation);
            // The first command on an empty database makes its operator, whose password is told this once.
            foreach (var notice in app.Notices.TakeAll())
            {
                Terminal.Error(notice);
            }

            return new CommandSession(connection, app);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A call on behalf of the system.</summary>
    public CallContext Call(ShopId shop, CancellationToken cancellation) =>
        new(shop, Actor.System, App.Options.Clock.GetUtcNow() + TimeSpan.FromMinutes(5), cancellation);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
