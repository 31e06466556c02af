using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kontor.Contracts.Users.V1;
using Kontor.Users.Storage;

namespace Kontor.Users.Model;

/// <summary>Writes access tokens: JWTs (RFC 7519) signed with ES256, valid for an hour.</summary>
internal static class AccessToken
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static string Write(AccountRow account, SigningKeyRow key, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var header = Encode(new { alg = TokenClaims.Algorithm, typ = "JWT", kid = key.Kid });
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = TokenClaims.Issuer,
            ["aud"] = TokenClaims.Audience,
            [TokenClaims.Subject] = account.Id,
            [TokenClaims.Shop] = account.ShopId,
            [TokenClaims.Roles] = account.Roles,
            [TokenClaims.Email] = account.Email,
            [TokenClaims.Name] = account.Name,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["jti"] = Uuid7.New(clock),
        };
        if (account.IsOperator)
        {
            claims[TokenClaims.Operator] = true;
        }

        var signed = $"{header}.{Encode(claims)}";
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.Pkcs8, out _);
        var signature = ecdsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
