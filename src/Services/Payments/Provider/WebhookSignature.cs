using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Payments.Provider;

/// <summary>Signatures as Standard Webhooks 1.0 has them (scheme v1: HMAC-SHA256 over <c>id.timestamp.body</c>).</summary>
internal static class WebhookSignature
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What the sender writes in <c>webhook-signature</c>.</summary>
    /// <param name="secret">Base64, with or without <c>whsec_</c>.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    /// <summary>Whether one of the signatures is right and the message was sent just now. Old ones could be recorded and sent again.</summary>
    public static bool IsValid(string secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > s_tolerance.TotalSeconds)
        {
            return false;
        }

        var right = Encoding.UTF8.GetBytes(Sign(secret, id, timestamp, body));
        // A list, because two secrets are in use while one replaces the other. Compared in constant time.
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), right));
    }
}
