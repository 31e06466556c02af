using System.Collections.Concurrent;
using Kontor.Host;
using Kontor.Platform.Hosting;
using Kontor.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Scenarios.Crashes;

/// <summary>
/// kill -9 after each step of placing and of cancelling an order. Within a minute every invariant holds again, and a repeat of the request with the same key gets the
/// one true answer.
/// </summary>
[Collection("crashes")]
[Trait("Processes", "own")]
public sealed class CrashTests(CrashTests.Runs runs) : IClassFixture<CrashTests.Runs>
{
    public static TheoryData<string> Quick => [.. Crash.Quick.Select(crash => crash.Name)];

    public static TheoryData<string> All => [.. Crash.All.Select(crash => crash.Name)];

    [Theory]
    [MemberData(nameof(Quick))]
    public Task A_kill_is_made_good(string crash) => runs.Of(crash, Crash.Quick);

    [SlowTheory]
    [MemberData(nameof(All))]
    public Task Each_kill_is_made_good(string crash) => runs.Of(crash, Crash.All);

    [Fact]
    public void Every_fault_point_is_one_that_these_tests_die_at() => Assert.Equal(
        new ServiceGraph(ServiceList.All()).FaultPoints.Order(StringComparer.Ordinal),
        Crash.All.SelectMany(crash => (string?[])[crash.Point, crash.Again]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_fault_point_that_nobody_declares_stops_the_start()
    {
        var options = new KontorOptions { OwnerConnectionString = "", Setting = name => name == "KONTOR_FAULT_POINT" ? "orders.place.hold" : null };
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() =>
            KontorApp.Start(options, new ServiceGraph(ServiceList.All()), NullLoggerFactory.Instance, CancellationToken.None));
        Assert.Contains("orders.place.held", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Most of a run is waiting for a dead process's holds and leases to end, so several are under way at once. The first test that is asked for runs alone;
    /// from the second on, all the others are begun.
    /// </summary>
    public sealed class Runs : IDisposable
    {
        private const int AtOnce = 6;

        private readonly SemaphoreSlim _places = new(AtOnce);
        private readonly ConcurrentDictionary<string, Lazy<Task>> _runs = new(StringComparer.Ordinal);

        public Task Of(string name, IReadOnlyList<Crash> all)
        {
            var isFirst = _runs.IsEmpty;
            var mine = Begin(all.Single(crash => crash.Name == name));
            foreach (var crash in isFirst && all.Count > 2 ? [] : all)
            {
                _ = Begin(crash);
            }

            return mine;
        }

        public void Dispose() => _places.Dispose();

        private Task Begin(Crash crash) => _runs.GetOrAdd(crash.Name, _ => new Lazy<Task>(() => Task.Run(() => Run(crash)))).Value;

        private async Task Run(Crash crash)
        {
            await _places.WaitAsync();
            try
            {
                await CrashRun.Of(crash);
            }
            finally
            {
                _places.Release();
            }
        }
    }
}
