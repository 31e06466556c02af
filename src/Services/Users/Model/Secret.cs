using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Users.Model;

/// <summary>A random text of 256 bits that its owner keeps and that we keep as a hash only. So much randomness needs no slow hash.</summary>
internal static class Secret
{
    /// <summary>A new one: the prefix and 43 characters of base64url.</summary>
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of any text, 32 bytes.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
