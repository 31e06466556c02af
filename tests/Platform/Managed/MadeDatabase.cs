namespace Kontor.Platform.Tests.Managed;

/// <summary>A stopped server's data, made once and copied by the tests that aren't about making it.</summary>
public sealed class MadeDatabase : IAsyncLifetime
{
    private Func<ValueTask> _remove = () => ValueTask.CompletedTask;

    internal string Folder { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var home = new TemporaryHome();
        _remove = home.DisposeAsync;
        Folder = home.Home.Postgres;
        await using var postgres = await home.Attach();
    }

    public async Task DisposeAsync() => await _remove();
}

/// <summary>One after the other: these tests start and kill whole servers.</summary>
[CollectionDefinition(nameof(MadeDatabase))]
public sealed class ManagedServers : ICollectionFixture<MadeDatabase>;
