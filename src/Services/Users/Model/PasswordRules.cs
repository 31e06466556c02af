using System.Collections.Frozen;
using Kontor.Platform.Failures;

namespace Kontor.Users.Model;

/// <summary>Which passwords are good enough: long, and not the first that somebody would try.</summary>
internal static class PasswordRules
{
    public const int Longest = 200;

    private const int Shortest = 8;

    // The most common ones of published leaks that are long enough to get here.
    private static readonly FrozenSet<string> s_common = (
        "12345678 123456789 1234567890 12345678910 123123123 1234554321 0123456789 987654321 9876543210 87654321 11111111 111111111 1111111111 " +
        "00000000 22222222 55555555 66666666 77777777 88888888 99999999 11223344 1122334455 12341234 12344321 123321123 147258369 789456123 " +
        "password password1 password12 password123 password1234 password! passw0rd p@ssword p@ssw0rd pa$$word pa55word mypassword passwort " +
        "passwort1 motdepasse contrasena contraseña qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwertz123 azertyuiop asdfghjk asdfghjkl asdfasdf " +
        "zxcvbnm1 zxcvbnm123 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 qazwsxedc zaq12wsx !qaz2wsx iloveyou iloveyou1 " +
        "sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman superman1 starwars trustno1 welcome1 " +
        "welcome123 letmein1 letmein123 whatever computer internet michelle jennifer jonathan corvette mercedes midnight maverick michael1 " +
        "charlie1 jordan23 liverpool liverpool1 arsenal1 chelsea1 chocolate butterfly dragon123 monkey123 master123 admin123 admin1234 administrator " +
        "abcd1234 abc12345 abcdefgh abcdefg1 abc123456 a1b2c3d4 aa123456 aaaaaaaa asdf1234 qwer1234 test1234 changeme changeme1 secret123 " +
        "default1 football123 pokemon1 samsung1 google123 facebook hello123 hello1234 killer123 shadow123 freedom1 1g2w3e4r").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Validation Password(this Validation validation, string password, string email) => validation
        .Line("/password", password, Shortest, Longest)
        .Require(!string.Equals(password, email, StringComparison.OrdinalIgnoreCase), "/password", "is_email", "Don't use your e-mail as your password.")
        .Require(!s_common.Contains(password), "/password", "too_common", "Many people use this password, so it is tried first. Choose another one.");
}
