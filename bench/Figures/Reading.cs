using System.Globalization;
using System.Text.Json;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Samples;

namespace Kontor.Bench.Figures;

/// <summary>The same answers read from the product and from a bare server that has them in memory.</summary>
internal sealed class Reading : IAsyncDisposable
{
    private const int Clients = 16;

    private readonly BenchRun _run;
    private readonly SampleProcess _bare;
    private readonly string _what;
    private readonly string _paths;
    private readonly string _condition;
    private readonly CancellationToken _cancellation;

    private Reading(BenchRun run, SampleProcess bare, string what, string paths, string condition, CancellationToken cancellation) =>
        (_run, _bare, _what, _paths, _condition, _cancellation) = (run, bare, what, paths, condition, cancellation);

    /// <summary>Takes the answers from the product as they are now, and starts a bare server with them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="http">Asks the product.</param>
    /// <param name="what">For people.</param>
    /// <param name="targets">Paths and queries.</param>
    /// <param name="condition"><c>fresh</c>, or <c>known</c>: the client has the answer already and says so.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<Reading> Start(BenchRun run, HttpClient http, string what, IReadOnlyList<string> targets, string condition, CancellationToken cancellation)
    {
        var answers = new List<CapturedAnswer>();
        foreach (var target in targets)
        {
            answers.Add(await CapturedAnswer.Of(http, target, cancellation));
        }

        var (captured, paths) = (run.Installation.Home.File($"{what}.json"), run.Installation.Home.File($"{what}.paths"));
        await File.WriteAllTextAsync(captured, JsonSerializer.Serialize(answers), cancellation);
        await File.WriteAllLinesAsync(paths, answers.Select(answer => $"{answer.Target}\t{answer.Tag}"), cancellation);
        return new Reading(run, await SampleProcess.Start(run.Installation.Home.Log, cancellation, "bare", captured), what, paths, condition, cancellation);
    }

    /// <summary>Loads both for a moment, unmeasured.</summary>
    public async Task WarmUp()
    {
        await Load(_bare.Address, _run.Settings.WarmUpSeconds);
        await Load(_run.Installation.Running.Address, _run.Settings.WarmUpSeconds);
    }

    public async Task<Leg> OnBare()
    {
        var leg = await Meter.Measure($"bare server, {_what}, {_condition}", _bare.Pid, null, null, () => Load(_bare.Address, _run.Settings.ReadSeconds), _cancellation);
        _run.Results.Legs.Add(leg);
        _run.Progress.Step(string.Create(CultureInfo.InvariantCulture, $"{leg.Name}: {leg.Outcome.Rate:N0}/s, {leg.ProgramMs * 1e3:0.0} µs of CPU each"));
        return leg;
    }

    /// <summary>The same, and what the product costs meanwhile for the orders that it takes.</summary>
    public async Task<(Leg Bare, Leg Orders)> OnBareBesideOrders()
    {
        Leg? bare = null;
        var orders = await _run.OnProduct($"100 orders a second beside the bare server, {_what}", async () =>
        {
            bare = await OnBare();
            return new Outcome((long)(100 * bare.Seconds), bare.Seconds);
        }, _cancellation);
        return (bare!, orders);
    }

    public Task<Leg> OnProduct() => _run.OnProduct($"{_what}, {_condition}", () => Load(_run.Installation.Running.Address, _run.Settings.ReadSeconds), _cancellation);

    public ValueTask DisposeAsync() => _bare.DisposeAsync();

    private Task<Outcome> Load(Uri address, int seconds) => Wrk.Run(address, "reads.lua", Clients, seconds, [_paths, _condition], _cancellation);
}
