using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Kontor.Bench.Load;
using Kontor.Bench.Samples;
using Kontor.Platform.Hosting;

namespace Kontor.Bench.Figures;

/// <summary>What a call between services takes: to a service in the same process, and over the wire to another process.</summary>
internal static class RpcFigures
{
    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        await using (var here = await EchoService.Here())
        {
            run.Results.Set("rpc_local_us", await Median(here, calls: 400_000, cancellation), "one call at a time: copying the message twice and the bookkeeping of a call; nothing leaves the process.");
        }

        await using var peer = await SampleProcess.Start(run.Installation.Home.Log, cancellation, "echo");
        await using var caller = await EchoService.At(peer.Address);
        run.Results.Set(
            "rpc_remote_us", await Median(caller, calls: run.Settings.Quick ? 5_000 : 20_000, cancellation),
            "one call at a time over HTTP/2 on loopback: the way through two network stacks and the waking of threads on both sides, not CPU.");
    }

    /// <summary>Microseconds of the middle call, after as many calls to warm up.</summary>
    private static async Task<double> Median(KontorApp app, int calls, CancellationToken cancellation)
    {
        var (client, call, message) = (app.Client, EchoService.Call, new StringValue { Value = "a cheap call" });
        var samples = new double[calls];
        for (var round = 0; round < 2; round++)
        {
            for (var index = 0; index < calls; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                var started = Stopwatch.GetTimestamp();
                var answer = await client.Call(EchoService.Say, message, call);
                samples[index] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                if (answer.Failed(out var error))
                {
                    throw new BenchFailedException($"A call failed: {error.Message}");
                }
            }
        }

        return new Latencies(samples).Median;
    }
}
