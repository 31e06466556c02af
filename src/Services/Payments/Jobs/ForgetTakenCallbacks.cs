using Kontor.Platform.Storage;

namespace Kontor.Payments.Jobs;

/// <summary>Forgets callbacks that no provider sends again: the longest schedules of repeats are over after four days.</summary>
internal sealed class ForgetTakenCallbacks(Database db, TimeProvider clock)
{
    public const string Name = "forget-taken-callbacks";

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(14);

    public Task Run(CancellationToken cancellation) => db.AcrossShops().Execute($"DELETE FROM taken_callback WHERE taken_at < {clock.GetUtcNow() - s_kept}", cancellation);
}
