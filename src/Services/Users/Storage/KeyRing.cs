using System.Security.Cryptography;
using Kontor.Platform.Storage;

namespace Kontor.Users.Storage;

/// <summary>The keys that sign access tokens. All replicas share them through the database, so a token of one is good at every other.</summary>
internal sealed class KeyRing(Database db, TimeProvider clock)
{
    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromDays(90);

    /// <summary>How long it stays valid for verifying after its successor was made; an access token lives an hour.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(1);

    private Remembered? _newest;

    /// <summary>The key to sign with. May be a minute old: its successor doesn't end it.</summary>
    public async Task<SigningKeyRow> Newest(CancellationToken cancellation)
    {
        if (_newest is { } known && known.Until > clock.GetUtcNow())
        {
            return known.Key;
        }

        var keys = await All(cancellation);
        _newest = new(keys[0], clock.GetUtcNow() + s_memory);
        return keys[0];
    }

    /// <summary>All keys that tokens may be signed with, the newest first; never remembered, since a peer may have made one just now.</summary>
    public async Task<IReadOnlyList<SigningKeyRow>> All(CancellationToken cancellation)
    {
        var keys = await Read(cancellation);
        if (keys.Count == 0)
        {
            await Make(generation: 1, cancellation);
            keys = await Read(cancellation);
        }

        return keys;
    }

    /// <summary>Makes the next key when the newest has served its term, and drops those that nobody needs any more.</summary>
    public async Task Rotate(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var newest = (await All(cancellation))[0];
        if (newest.CreatedAt <= now - Term)
        {
            await Make(newest.Generation + 1, cancellation);
        }

        // Counted from the successor's making, so that a key which signed for too long, because nothing ran for months, isn't dropped under its tokens.
        await db.AcrossShops().Execute(
            $"""
            DELETE FROM signing_key old USING signing_key next
            WHERE next.generation = old.generation + 1 AND next.created_at < {now - Grace}
            """,
            cancellation);
    }

    private Task<List<SigningKeyRow>> Read(CancellationToken cancellation) =>
        db.AcrossShops().List<SigningKeyRow>($"SELECT generation, kid, pkcs8, created_at FROM signing_key ORDER BY generation DESC", cancellation);

    private async Task Make(int generation, CancellationToken cancellation)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await db.AcrossShops().Execute(
            $"""
            INSERT INTO signing_key (generation, kid, pkcs8, created_at)
            VALUES ({generation}, {Uuid7.New(clock).ToString("N")}, {ecdsa.ExportPkcs8PrivateKey()}, {clock.GetUtcNow()})
            ON CONFLICT DO NOTHING
            """,
            cancellation);
    }

    private sealed record Remembered(SigningKeyRow Key, DateTimeOffset Until);
}
