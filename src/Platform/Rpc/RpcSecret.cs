using System.Security.Cryptography;
using System.Text;
using Kontor.Platform.Hosting;

namespace Kontor.Platform.Rpc;

/// <summary>
/// What the processes of an installation know and nobody else: whoever has it may call any method on behalf of anybody. It is
/// <c>KONTOR_RPC_SECRET</c>, or else made out of a secret that the database keeps for its owner.
/// </summary>
public sealed class RpcSecret
{
    private const int Shortest = 16;
    private const int Longest = 256;

    private readonly byte[] _bytes;

    private RpcSecret(string value)
    {
        Value = value;
        _bytes = Encoding.ASCII.GetBytes(value);
    }

    /// <summary>The text that calls carry.</summary>
    internal string Value { get; }

    /// <summary>The secret that somebody chose.</summary>
    /// <exception cref="ConfigurationException">It is too short, or can't stand in a header.</exception>
    public static RpcSecret Of(string chosen) =>
        chosen.Length is >= Shortest and <= Longest && chosen.All(character => character is > ' ' and <= '~')
            ? new(chosen)
            : throw new ConfigurationException($"KONTOR_RPC_SECRET must have {Shortest} to {Longest} ASCII characters without spaces. Make one with: openssl rand -hex 32");

    /// <summary>The secret of an installation that nobody chose one for.</summary>
    internal static RpcSecret Derive(byte[] secret) => new(Convert.ToHexStringLower(HMACSHA256.HashData(secret, "kontor rpc"u8)));

    /// <summary>Whether a caller knows it; takes equally long for every wrong one of the right length.</summary>
    internal bool Is(string? given)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        return given is not null && given.Length <= Longest && Encoding.UTF8.TryGetBytes(given, bytes, out var length) && CryptographicOperations.FixedTimeEquals(bytes[..length], _bytes);
    }
}
