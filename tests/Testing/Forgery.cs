using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kontor.Testing;

/// <summary>What people do to a token that was theirs.</summary>
public static class Forgery
{
    /// <summary>Tokens that must all be refused.</summary>
    /// <param name="token">A good one.</param>
    /// <param name="publicKey">The key that it is signed with as /.well-known/jwks.json shows it: everybody has it, so it must not pass as a secret.</param>
    public static IEnumerable<string> Of(string token, JsonElement publicKey)
    {
        var parts = token.Split('.');
        var header = Decode(parts[0]);
        var claims = Decode(parts[1]);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return
        [
            "x", "..", "a.b.c", ".", parts[0], $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", token + ".x", token + "x", token[..^2],
            new string('a', 20_000), $"{parts[0]}.{parts[1]}.{parts[2]}{parts[2]}", $"{parts[0]}.{parts[1]}.{new string('A', 86)}",
            Unsigned(header, "none", claims) + ".", Unsigned(header, "None", claims) + "." + parts[2], Unsigned(header, "HS256", claims) + "." + parts[2],
            .. SecretsOf(publicKey).Select(secret => SignedBySecret(header, claims, secret)), Signed(header, claims, stranger), Signed(With(header, "kid", "unknown"), claims, stranger),
            Signed(With(header, "kid", null), claims, stranger), Signed(With(header, "crit", "x"), claims, stranger),
            Unsigned(header, "ES256", With(claims, "roles", new JsonArray("admin"))) + "." + parts[2],
            Unsigned(header, "ES256", With(claims, "operator", true)) + "." + parts[2],
            $"{parts[0]}.{Base64Url.EncodeToString("null"u8)}.{parts[2]}", $"{Base64Url.EncodeToString("[]"u8)}.{parts[1]}.{parts[2]}",
        ];
    }

    private static JsonObject Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static JsonObject With(JsonObject members, string name, JsonNode? value)
    {
        var changed = members.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private static string Encode(JsonObject members) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));

    private static string Unsigned(JsonObject header, string algorithm, JsonObject claims) => $"{Encode(With(header, "alg", algorithm))}.{Encode(claims)}";

    private static string Signed(JsonObject header, JsonObject claims, ECDsa key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    // The classic: the public key, in whatever spelling, taken as the secret of an HMAC.
    private static IEnumerable<byte[]> SecretsOf(JsonElement key)
    {
        byte[] Coordinate(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
        using var point = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Coordinate("x"), Y = Coordinate("y") } });
        return
        [
            [], Coordinate("x"), [.. Coordinate("x"), .. Coordinate("y")], Encoding.UTF8.GetBytes(key.GetRawText()), point.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(point.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(point.ExportSubjectPublicKeyInfoPem() + "\n"),
            Encoding.ASCII.GetBytes(key.GetProperty("kid").GetString()!),
        ];
    }

    private static string SignedBySecret(JsonObject header, JsonObject claims, byte[] secret)
    {
        var signed = Unsigned(header, "HS256", claims);
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }
}
