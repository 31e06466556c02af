using System.Text;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>
/// Writes <c>grpc-message</c>: UTF-8, percent-encoded where it isn't printable ASCII, and nowhere else, because clients may not decode the rest.
/// </summary>
internal static class StatusMessage
{
    public static string Encode(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 32);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (IsPlain((char)value))
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2"));
            }
        }

        return encoded.ToString();
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~' and not '%';
}
