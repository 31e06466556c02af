using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Gateway.Edge;

/// <summary>
/// The public keys of access tokens, as the users service names them. A token with an unknown key makes us ask again, because keys are
/// rotated, but not more than once in a few seconds, because anybody can make up key names.
/// </summary>
internal sealed class SigningKeys(RpcClient client, TimeProvider clock) : IDisposable
{
    private const int CoordinateLength = 32;

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _oneAsks = new(1, 1);
    private volatile Keys _known = new(FrozenDictionary<string, PublicKey>.Empty, DateTimeOffset.MinValue);

    /// <summary>The key of that name; null when there is none.</summary>
    public async ValueTask<Result<PublicKey?>> Find(string name, CallContext call)
    {
        if (Known(name) is { } known)
        {
            return known.Key;
        }

        await _oneAsks.WaitAsync(call.Aborted);
        try
        {
            // Somebody else may have asked while we waited.
            if (Known(name) is { } meanwhile)
            {
                return meanwhile.Key;
            }

            var asked = await client.Call(UsersMethods.GetSigningKeys, new Empty(), call);
            if (asked.Try(out var answer, out var error))
            {
                _known = new(answer.Keys.Where(IsWellFormed).ToFrozenDictionary(key => key.Kid, ToPublicKey, StringComparer.Ordinal), clock.GetUtcNow());
                return _known.ByName.GetValueOrDefault(name);
            }

            // Better the keys of a moment ago than to sign everybody out.
            return _known.ByName.TryGetValue(name, out var earlier) ? earlier : error;
        }
        finally
        {
            _oneAsks.Release();
        }
    }

    public void Dispose() => _oneAsks.Dispose();

    private static bool IsWellFormed(SigningKey key) => Coordinate(key.X) is not null && Coordinate(key.Y) is not null;

    private static PublicKey ToPublicKey(SigningKey key) => new(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Coordinate(key.X), Y = Coordinate(key.Y) },
    });

    private static byte[]? Coordinate(string text)
    {
        var bytes = new byte[CoordinateLength];
        return Base64Url.IsValid(text, out var length) && length == CoordinateLength && Base64Url.TryDecodeFromChars(text, bytes, out _) ? bytes : null;
    }

    // Null: we have to ask.
    private Lookup? Known(string name)
    {
        var known = _known;
        var age = clock.GetUtcNow() - known.AskedAt;
        return known.ByName.TryGetValue(name, out var key) ? (age < s_fresh ? new Lookup(key) : null) : age < s_pause ? new Lookup(null) : null;
    }

    private sealed record Lookup(PublicKey? Key);

    private sealed record Keys(FrozenDictionary<string, PublicKey> ByName, DateTimeOffset AskedAt);
}

/// <summary>A point on P-256.</summary>
internal sealed record PublicKey(ECParameters Parameters)
{
    /// <summary>Whether this key made the signature (two 32-byte numbers side by side) over the data.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(Parameters);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
