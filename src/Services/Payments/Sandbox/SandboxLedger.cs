using Kontor.Platform.Storage;

namespace Kontor.Payments.Sandbox;

/// <summary>
/// The sandbox's books. Everything goes by the caller's keys, and each step is conditional on the state, so repeats and requests that
/// overtake each other end as they would at a real provider.
/// </summary>
internal sealed class SandboxLedger(Database db, TimeProvider clock)
{
    private static readonly Error s_tooMuch = new(ErrorKind.Conflict, "sandbox.refused", "More than was captured.");

    /// <summary>Begins an authorisation, unless the key was seen before.</summary>
    public Task Begin(Guid key, long amount, string currency, SandboxCards card, CancellationToken aborted)
    {
        var status = card.Decline.Length > 0 ? "declined" : card.Work > TimeSpan.Zero ? "pending" : "approved";
        return db.AcrossShops().Execute(
            $"""
            INSERT INTO sandbox_authorisation (key, status, reason, currency, amount, created_at)
            VALUES ({key}, {status}, {card.Decline}, {currency}, {amount}, {clock.GetUtcNow()}) ON CONFLICT DO NOTHING
            """,
            aborted);
    }

    public Task Approve(Guid key, CancellationToken aborted) =>
        db.AcrossShops().Execute($"UPDATE sandbox_authorisation SET status = 'approved' WHERE key = {key} AND status = 'pending'", aborted);

    public Task Capture(Guid key, CancellationToken aborted) =>
        db.AcrossShops().Execute($"UPDATE sandbox_authorisation SET status = 'captured', captured = amount WHERE key = {key} AND status = 'approved'", aborted);

    /// <summary>Voids an authorisation. One that is yet to come finds the key taken.</summary>
    public Task Void(Guid key, CancellationToken aborted) =>
        db.AcrossShops().Execute(
            $"""
            INSERT INTO sandbox_authorisation (key, status, created_at) VALUES ({key}, 'voided', {clock.GetUtcNow()})
            ON CONFLICT (key) DO UPDATE SET status = 'voided' WHERE sandbox_authorisation.status IN ('approved', 'pending')
            """,
            aborted);

    /// <summary>False when that much isn't there.</summary>
    public async Task<bool> Refund(Guid key, Guid refund, long amount, CancellationToken aborted)
    {
        var refunded = await db.AcrossShops().Transaction<bool>(
            async transaction =>
            {
                if (await transaction.Execute($"INSERT INTO sandbox_refund (key, authorisation, amount) VALUES ({refund}, {key}, {amount}) ON CONFLICT DO NOTHING") == 0)
                {
                    return true;
                }

                var booked = await transaction.Execute($"UPDATE sandbox_authorisation SET refunded = refunded + {amount} WHERE key = {key} AND refunded + {amount} <= captured");
                return booked == 1 ? true : s_tooMuch;
            },
            aborted);
        return refunded.Succeeded;
    }

    public Task<SandboxRow?> Find(Guid key, CancellationToken aborted) =>
        db.AcrossShops().Find<SandboxRow>($"SELECT status, reason FROM sandbox_authorisation WHERE key = {key}", aborted);
}

/// <summary>An authorisation in the sandbox's books.</summary>
internal sealed record SandboxRow
{
    public required string Status { get; init; }

    public required string Reason { get; init; }
}
