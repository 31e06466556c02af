using Kontor.Platform.Hosting;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Bench.Samples;

/// <summary>Something ticked.</summary>
internal sealed record Ticked(long Number)
{
    public static readonly EventType<Ticked> Type = new("bench.ticked", "bench");
}

/// <summary>A service that tells events and hears them: what each says is written down in one transaction with the mark that it was handled.</summary>
internal sealed class TickService : IService
{
    private readonly TaskCompletionSource<Parts> _taken = new();

    public string Name => "bench";

    public void Define(ServiceBuilder service)
    {
        service.Services.AddSingleton(_taken);
        service.AtStart<Parts>().OnMany(Ticked.Type, (Parts parts) => parts.Hear);
    }

    /// <summary>Starts it on an empty database.</summary>
    public static async Task<(KontorApp App, Parts Parts)> Start(string owner, CancellationToken cancellation)
    {
        var service = new TickService();
        var options = new KontorOptions { OwnerConnectionString = owner, Port = null };
        var app = await KontorApp.Start(options, new ServiceGraph([service]), NullLoggerFactory.Instance, cancellation);
        return (app, await service._taken.Task);
    }

    /// <summary>What the platform gives to the service, at work.</summary>
    internal sealed class Parts(Database database, Outbox outbox, TaskCompletionSource<Parts> taken) : IStartTask
    {
        private readonly ShopId _shop = new(Guid.NewGuid());
        private long _heard;

        /// <summary>How many deliveries were handled.</summary>
        public long Heard => Interlocked.Read(ref _heard);

        public Task Run(CancellationToken cancellation)
        {
            taken.SetResult(this);
            return Task.CompletedTask;
        }

        /// <summary>Tells some events in one transaction, each about something else.</summary>
        public async Task Tell(IEnumerable<long> numbers, CancellationToken cancellation) =>
            _ = (await database.In(_shop).Transaction<bool>(
                transaction =>
                {
                    outbox.AddAll(transaction, _shop, Ticked.Type, [.. numbers.Select(number => (Guid.NewGuid(), new Ticked(number)))]);
                    return Task.FromResult<Result<bool>>(true);
                },
                cancellation)).Value;

        /// <summary>How many events were written down, and how many different ones.</summary>
        public async Task<(long All, long Different)> WrittenDown(CancellationToken cancellation) =>
            (await database.In(_shop).Find<long>($"SELECT count(*) FROM heard", cancellation), await database.In(_shop).Find<long>($"SELECT count(DISTINCT number) FROM heard", cancellation));

        public async Task Hear(EventGroup<Ticked> happened)
        {
            var shop = happened.Call.Shop;
            await happened.Once<bool>(database.In(shop), async (transaction, ticks) =>
            {
                await transaction.Execute($"INSERT INTO heard (shop_id, number) SELECT {shop}, unnest({ticks.Select(tick => tick.Number).ToArray()})");
                return true;
            });
            Interlocked.Add(ref _heard, happened.Events.Count);
        }
    }
}
