using System.Security.Cryptography;

namespace Kontor.Users.Storage;

/// <summary>A row of <c>signing_key</c>.</summary>
internal sealed record SigningKeyRow
{
    public required int Generation { get; init; }

    public required string Kid { get; init; }

    public required byte[] Pkcs8 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The public half.</summary>
    public ECPoint ReadPublicPoint()
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Pkcs8, out _);
        return ecdsa.ExportParameters(includePrivateParameters: false).Q;
    }
}
