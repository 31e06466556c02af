using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kontor.Platform.Telemetry;
using Kontor.Users.Model;

namespace Kontor.Users.SignIn;

/// <summary>
/// Hashes and verifies passwords. Each takes a core for a tenth of a second on purpose, so there are as many slots as cores and threads of
/// their own: a wave of log-ins waits in line instead of starving every other request. Who waits longer than the call may take gives up.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    private static readonly Histogram<double> s_duration =
        KontorTelemetry.Meter.CreateHistogram<double>("kontor.password.duration", "s", "Time that hashing one password took, without the wait for a core.");

    private readonly int _iterations;
    private readonly SemaphoreSlim _slots;
    private readonly Lazy<PasswordHash> _nobodys;

    public PasswordHasher()
        : this(iterations: 210_000, Environment.ProcessorCount)
    {
    }

    internal PasswordHasher(int iterations, int slots)
    {
        _iterations = iterations;
        _slots = new SemaphoreSlim(slots);
        _nobodys = new(() => PasswordHash.Of(Secret.New(), iterations));
    }

    /// <summary>Hashes a password as soon as a core is free.</summary>
    public async Task<string> Hash(string password, CancellationToken aborted)
    {
        using var slot = await Enter(aborted);
        return await slot.Hash(password);
    }

    /// <summary>Waits for a core.</summary>
    /// <exception cref="OperationCanceledException">The call's time is over.</exception>
    public async Task<Slot> Enter(CancellationToken aborted)
    {
        await _slots.WaitAsync(aborted);
        return new Slot(this);
    }

    public void Dispose() => _slots.Dispose();

    // A thread of its own: the pool's few threads are for requests.
    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(
            () =>
            {
                var started = Stopwatch.GetTimestamp();
                var answer = work();
                s_duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                return answer;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    /// <summary>The right to use a core, until it is disposed of.</summary>
    public sealed class Slot(PasswordHasher hasher) : IDisposable
    {
        public Task<string> Hash(string password) => OnOwnThread(() => PasswordHash.Of(password, hasher._iterations).ToString());

        /// <summary>
        /// Whether the password is the account's. Without an account the answer is no, after the same work: how long it takes must not
        /// tell who has an account.
        /// </summary>
        /// <param name="kept">The account's hash; null without an account, empty for one that nobody can sign in to.</param>
        /// <param name="password">What somebody says it is.</param>
        public Task<bool> Verify(string? kept, string password) =>
            OnOwnThread(() => (kept is { Length: > 0 } ? PasswordHash.Parse(kept) : hasher._nobodys.Value).IsOf(password) && kept is { Length: > 0 });

        /// <summary>Whether the hash was made with fewer iterations than new ones are.</summary>
        public bool IsOutdated(string kept) => PasswordHash.Parse(kept).Iterations < hasher._iterations;

        public void Dispose() => hasher._slots.Release();
    }
}
