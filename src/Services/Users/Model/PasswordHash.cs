using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Users.Model;

/// <summary>A password as it is kept: <c>pbkdf2-sha512$iterations$salt$key</c>. The parameters stand with it, so that they can be raised.</summary>
/// <param name="Iterations">How often the function was applied.</param>
/// <param name="Salt">Random, 16 bytes.</param>
/// <param name="Key">What came out, 32 bytes.</param>
internal sealed record PasswordHash(int Iterations, byte[] Salt, byte[] Key)
{
    private const string Scheme = "pbkdf2-sha512";

    private const int SaltLength = 16;

    private const int KeyLength = 32;

    public static PasswordHash Of(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>Takes as long as making it, right or wrong.</summary>
    public bool IsOf(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, Salt, Iterations), Key);

    public static PasswordHash Parse(string text)
    {
        var parts = text.Split('$');
        return parts is [Scheme, var iterations, var salt, var key]
            ? new(int.Parse(iterations, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(key))
            : throw new FormatException($"A password is kept as '{parts[0]}', which this version can't read.");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Key)}");

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, KeyLength);
}
