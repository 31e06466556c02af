using System.Collections.Concurrent;
using Kontor.Platform.Messaging;
using Kontor.Platform.Tests.Samples;
using Kontor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>What every process keeps in memory, it must learn to forget.</summary>
public sealed class WatchTests
{
    private readonly ShopId _shop = SampleProcess.NewShop();

    [Fact]
    public async Task The_process_that_tells_hears_before_it_goes_on_and_every_other_one_soon()
    {
        await using var one = await Watching.Start();
        await using var other = await Watching.Start(one.Process.Owner);
        await using var late = await Watching.Start(one.Process.Owner);

        await one.Process.Write(_shop, "changed");

        Assert.Contains((_shop, "changed"), one.Heard);
        await TestServer.Eventually(() => other.Heard.Contains((_shop, "changed")) && late.Heard.Contains((_shop, "changed")));
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_heard_and_what_was_before_is_not_told_again()
    {
        await using var one = await Watching.Start();
        await one.Process.Write(_shop, "long ago");
        await TestServer.Eventually(() => one.Heard.Count(heard => heard.Word == "long ago") == 2);
        await using var other = await Watching.Start(one.Process.Owner);
        await one.Process.Database.In(_shop).Transaction<bool>(
            async transaction =>
            {
                one.Process.Outbox.Add(transaction, _shop, SampleWritten.Type, Guid.NewGuid(), new SampleWritten("rolled back"));
                return new Error(ErrorKind.Conflict, "sample.refused", "No.");
            },
            CancellationToken.None);
        await one.Process.Write(_shop, "committed");

        await TestServer.Eventually(() => !other.Heard.IsEmpty);
        Assert.Equal([(_shop, "committed")], other.Heard.Distinct());
        Assert.DoesNotContain((_shop, "rolled back"), one.Heard);
    }

    [Fact]
    public async Task A_process_knows_when_it_has_not_heard_for_too_long()
    {
        await using var deaf = await Watching.Start(runJobs: false);
        Assert.False(deaf.Watches.AreCurrent);

        await using var one = await Watching.Start();
        Assert.True(one.Watches.AreCurrent);
        await TestServer.Do(one.Process.Owner, "ALTER TABLE bus.head RENAME TO hidden");
        await TestServer.Eventually(() => !one.Watches.AreCurrent);
        await TestServer.Do(one.Process.Owner, "ALTER TABLE bus.hidden RENAME TO head");
        await TestServer.Eventually(() => one.Watches.AreCurrent);
    }

    private sealed class Watching(SampleProcess process, Memory memory) : IAsyncDisposable
    {
        public SampleProcess Process => process;

        public ConcurrentQueue<(ShopId Shop, string Word)> Heard => memory.Heard;

        public Watches Watches => memory.Watches;

        public static async Task<Watching> Start(string? database = null, bool runJobs = true)
        {
            var made = new TaskCompletionSource<Memory>();
            var process = await SampleProcess.Start(
                database,
                service =>
                {
                    service.Services.AddSingleton(made);
                    service.Watch(SampleWritten.Type, (Memory memory) => memory.Forget);
                },
                options => options with { RunJobs = runJobs });
            return new Watching(process, await made.Task);
        }

        public ValueTask DisposeAsync() => process.DisposeAsync();
    }

    private sealed class Memory
    {
        public Memory(Watches watches, TaskCompletionSource<Memory> made)
        {
            Watches = watches;
            made.SetResult(this);
        }

        public Watches Watches { get; }

        public ConcurrentQueue<(ShopId Shop, string Word)> Heard { get; } = new();

        public void Forget(ShopId shop, SampleWritten written) => Heard.Enqueue((shop, written.Word));
    }
}
