using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A process of Kontor with one service, <c>sample</c>, and what the platform gives to that service.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly KontorApp _app;
    private readonly Parts _parts;

    private SampleProcess(KontorApp app, Parts parts)
    {
        _app = app;
        _parts = parts;
    }

    public KontorApp App => _app;

    public Database Database => _parts.Database;

    public Outbox Outbox => _parts.Outbox;

    public RpcClient Client => _parts.Client;

    public string Owner => _app.Options.OwnerConnectionString;

    public static async Task<SampleProcess> Start(string? database = null, Action<ServiceBuilder>? declare = null, Func<KontorOptions, KontorOptions>? change = null, params IReadOnlyList<IService> others)
    {
        var taken = new TaskCompletionSource<Parts>();
        var sample = new DeclaredService("sample", service =>
        {
            service.Services.AddSingleton(taken);
            service.AtStart<Parts>();
            declare?.Invoke(service);
        });
        var options = new KontorOptions { OwnerConnectionString = database ?? await TestServer.NewDatabase(), Port = null, Services = "sample" };
        var app = await KontorApp.Start(change?.Invoke(options) ?? options, new ServiceGraph([sample, .. others]), NullLoggerFactory.Instance, CancellationToken.None);
        return new SampleProcess(app, await taken.Task);
    }

    /// <summary>A call in a shop, by a guest unless told otherwise.</summary>
    public static CallContext In(ShopId shop, Actor? actor = null, CancellationToken aborted = default) =>
        new(shop, actor ?? Actor.Guest, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), aborted) { Method = SampleMethods.Say.Path };

    public static ShopId NewShop() => new(Guid.NewGuid());

    /// <summary>Counts a word, in a transaction of its own.</summary>
    public static Sql Count(ShopId shop, string word) =>
        $"INSERT INTO word (shop_id, word) VALUES ({shop}, {word}) ON CONFLICT (shop_id, word) DO UPDATE SET times = word.times + 1";

    /// <summary>How often a word was counted.</summary>
    public Task<long> Times(ShopId shop, string word) =>
        Database.In(shop).Find<long>($"SELECT times FROM word WHERE word = {word}", CancellationToken.None);

    /// <summary>Says a word, in a transaction of its own.</summary>
    /// <param name="shop">Where.</param>
    /// <param name="word">What.</param>
    /// <param name="key">Words with the same key stay in order; the shop's own one unless told otherwise.</param>
    public async Task Write(ShopId shop, string word, Guid? key = null) =>
        _ = (await Database.In(shop).Transaction<bool>(
            async transaction =>
            {
                Outbox.Add(transaction, shop, SampleWritten.Type, key ?? shop.Value, new SampleWritten(word));
                return true;
            },
            CancellationToken.None)).Value;

    /// <summary>Writes down what an event says, once.</summary>
    public static async Task WriteDown(Database database, Event<SampleWritten> written) =>
        _ = await written.Once<bool>(database.In(written.Call.Shop), async transaction =>
        {
            await transaction.Execute($"INSERT INTO heard (shop_id, word) VALUES ({written.Call.Shop}, {written.Body.Word})");
            return true;
        });

    /// <summary>What was written down, in its order.</summary>
    public Task<List<string>> Heard(ShopId shop) => Database.In(shop).List<string>($"SELECT word FROM heard ORDER BY ordinal", CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Parts(Database database, Outbox outbox, RpcClient client, TaskCompletionSource<Parts> taken) : IStartTask
    {
        public Database Database => database;

        public Outbox Outbox => outbox;

        public RpcClient Client => client;

        public Task Run(CancellationToken cancellation)
        {
            taken.SetResult(this);
            return Task.CompletedTask;
        }
    }
}
