using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;

namespace Kontor.Gateway.Edge;

/// <summary>Knows API keys. What the users service said of a key holds for a few seconds, so that a revoked key is dead before anybody wonders.</summary>
internal sealed class ApiKeys(RpcClient client, TimeProvider clock)
{
    private const int MaxLength = 255;
    private const int MaxRemembered = 1_000;

    private static readonly TimeSpan s_remembered = TimeSpan.FromSeconds(5);

    // By hash: a dump of the memory must not be a list of keys.
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    /// <summary>Whom the key speaks for, or 401.</summary>
    public async ValueTask<Result<Caller>> Identify(string secret, CallContext call)
    {
        if (secret.Length is 0 or > MaxLength)
        {
            return Authentication.InvalidApiKey;
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(hash, out var remembered) && now < remembered.Until)
        {
            return remembered.Caller;
        }

        var asked = await client.Call(UsersMethods.IdentifyApiKey, new IdentifyApiKeyRequest { Secret = secret }, call);
        if (!asked.Try(out var identity, out var error))
        {
            _remembered.TryRemove(hash, out _);
            return error.Kind is ErrorKind.Unavailable or ErrorKind.TooMany ? error : Authentication.InvalidApiKey;
        }

        if (_remembered.Count >= MaxRemembered)
        {
            _remembered.Clear();
        }

        var caller = new Caller(new Actor(Guid.Parse(identity.Id), Caller.RolesOf(identity.Roles)), new ShopId(Guid.Parse(identity.ShopId)));
        _remembered[hash] = new Remembered(caller, now + s_remembered);
        return caller;
    }

    private sealed record Remembered(Caller Caller, DateTimeOffset Until);
}
