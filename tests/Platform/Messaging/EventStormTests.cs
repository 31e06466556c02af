using System.Diagnostics;
using Kontor.Platform.Tests.Samples;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>Many writers, two candidates for everything, and death: nothing is lost, skipped, doubled or out of its order.</summary>
public sealed class EventStormTests
{
    private const int Writers = 8;
    private const int KeysOfAWriter = 25;

    private readonly ShopId _shop = SampleProcess.NewShop();

    [Fact]
    public async Task Five_thousand_events_survive_connections_that_are_cut_again_and_again()
    {
        const int OfEachKey = 25;
        await using var writer = await SampleProcess.Start(change: options => options with { RunJobs = false });
        await using var one = await SampleProcess.Start(writer.Owner, service => service.Hears(SampleProcess.WriteDown));
        await using var two = await SampleProcess.Start(writer.Owner, service => service.Hears(SampleProcess.WriteDown));
        var writing = WriteAll(writer, OfEachKey);
        for (var cut = 0; cut < 6; cut++)
        {
            await Task.Delay(400);
            await TestServer.Do(
                writer.Owner,
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND (application_name = 'kontor bus' OR query ~ 'inbox') AND pid <> pg_backend_pid() AND random() < 0.7
                """);
            await TestServer.Do(writer.Owner, "DELETE FROM bus.job_lease; DELETE FROM sample.job_lease");
        }

        await writing;
        await AllWasHeard(writer, OfEachKey, patience: TimeSpan.FromSeconds(60));
    }

    [SlowFact]
    public async Task A_hundred_thousand_events_survive_kill_9_of_those_who_carry_them()
    {
        const int OfEachKey = 500;
        await using var writer = await SampleProcess.Start(change: options => options with { RunJobs = false });
        Process[] carriers = [EventWorker.Launch(writer.Owner), EventWorker.Launch(writer.Owner)];
        try
        {
            var writing = WriteAll(writer, OfEachKey);
            for (var kill = 0; kill < 8; kill++)
            {
                var next = (kill + 1) * 8_000;
                await TestServer.Eventually(async () => await HeardSoFar(writer) >= next, TimeSpan.FromMinutes(3));
                carriers[kill % 2].Kill();
                await carriers[kill % 2].WaitForExitAsync();
                carriers[kill % 2].Dispose();
                carriers[kill % 2] = EventWorker.Launch(writer.Owner);
            }

            await writing;
            await AllWasHeard(writer, OfEachKey, patience: TimeSpan.FromMinutes(6));
        }
        finally
        {
            foreach (var carrier in carriers)
            {
                carrier.Kill();
                carrier.Dispose();
            }
        }
    }

    /// <summary>Each writer has keys of its own and counts each of them up, in transactions of different sizes; some roll back, some commit late.</summary>
    private Task WriteAll(SampleProcess process, int ofEachKey) => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
    {
        var random = new Random(writer);
        var keys = Enumerable.Range(0, KeysOfAWriter).Select(_ => Guid.NewGuid()).ToArray();
        var reached = new int[KeysOfAWriter];
        while (reached.Any(count => count < ofEachKey))
        {
            var counting = reached.ToArray();
            var events = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(KeysOfAWriter)).Where(key => counting[key] < ofEachKey)
                .Select(key => (keys[key], new SampleWritten($"{writer}.{key} {counting[key]++}"))).ToList();
            var (isUndone, isLate) = (random.Next(10) == 0, random.Next(200) == 0);
            var written = await process.Database.In(_shop).Transaction<int[]>(
                async transaction =>
                {
                    process.Outbox.AddAll(transaction, _shop, SampleWritten.Type, events);
                    if (isLate)
                    {
                        await Task.Delay(300);
                    }

                    return isUndone ? new Error(ErrorKind.Conflict, "sample.undone", "Undone.") : counting;
                },
                CancellationToken.None);
            reached = written.Succeeded ? written.Value : reached;
        }
    })));

    private async Task AllWasHeard(SampleProcess process, int ofEachKey, TimeSpan patience)
    {
        var all = Writers * KeysOfAWriter * ofEachKey;
        await TestServer.Eventually(async () => await HeardSoFar(process) >= all, patience);
        var heard = (await process.Heard(_shop)).Select(word => word.Split(' ')).ToList();

        Assert.Equal(all, heard.Count);
        Assert.All(heard.GroupBy(word => word[0]), key => Assert.Equal(Enumerable.Range(0, ofEachKey), key.Select(word => int.Parse(word[1]))));
        Assert.Equal($"1 {all} {all}", await TestServer.Ask<string>(process.Owner, "SELECT format('%s %s %s', min(position), max(position), count(*)) FROM bus.log"));
        await EventTests.Holds(process);
    }

    private async Task<long> HeardSoFar(SampleProcess process) => await process.Database.In(_shop).Find<long>($"SELECT count(*) FROM heard", CancellationToken.None);
}
