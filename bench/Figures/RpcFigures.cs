using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
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
            await Call(here, calls: 400_000, cancellation);
            run.Results.Set("rpc_local_us", (await Call(here, calls: 400_000, cancellation)).MedianMs!.Value * 1e3, "One call at a time: copying the message twice and the bookkeeping of a call; nothing leaves the process.");
        }

        await using var peer = await SampleProcess.Start(run.Installation.Home.Log, cancellation, "echo");
        await using var caller = await EchoService.At(peer.Address);
        var calls = run.Settings.Quick ? 5_000 : 20_000;
        await Call(caller, calls, cancellation);
        var leg = await Meter.Measure("calls to another process, one at a time", peer.Pid, null, null, () => Call(caller, calls, cancellation), cancellation);
        run.Results.Legs.Add(leg);
        run.Results.Set("rpc_remote_us", leg.Outcome.MedianMs!.Value * 1e3, BenchRun.BoundOf(leg) + " (The load generator is the calling process.)");
    }

    /// <summary>One call after another.</summary>
    private static async Task<Outcome> Call(KontorApp app, int calls, CancellationToken cancellation)
    {
        var (client, call, message) = (app.Client, EchoService.Call, new StringValue { Value = "a cheap call" });
        var (samples, begun) = (new double[calls], Stopwatch.GetTimestamp());
        for (var index = 0; index < calls; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var answer = await client.Call(EchoService.Say, message, call);
            samples[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (answer.Failed(out var error))
            {
                throw new BenchFailedException($"A call failed: {error.Message}");
            }
        }

        var times = new Latencies(samples);
        return new Outcome(calls, Stopwatch.GetElapsedTime(begun).TotalSeconds, times.Median, times.P99);
    }
}
