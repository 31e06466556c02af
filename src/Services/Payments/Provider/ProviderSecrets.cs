using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Provider;

/// <summary>Secrets of this installation, each made once by whoever needs it first and the same for every process.</summary>
internal sealed class ProviderSecrets(Database db)
{
    /// <summary>What the sandbox is called with.</summary>
    public const string SandboxKey = "sandbox.key";

    /// <summary>What callbacks of the card provider are signed with.</summary>
    public const string CardCallbacks = "card.callbacks";

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The secret of that name.</summary>
    public async Task<string> Get(string name, CancellationToken cancellation)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        var made = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await db.AcrossShops().Execute($"INSERT INTO provider_secret (name, value) VALUES ({name}, {made}) ON CONFLICT DO NOTHING", cancellation);
        var stored = await db.AcrossShops().Find<string>($"SELECT value FROM provider_secret WHERE name = {name}", cancellation);
        return _known.GetOrAdd(name, stored!);
    }
}
