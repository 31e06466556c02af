using System.Text;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Makes the same texts of the same bytes again without making new ones, as few of them come again and again. Forgets all when there are too many.</summary>
/// <param name="change">What becomes of a text when it is first seen.</param>
internal sealed class RecentTexts(Func<string, string> change)
{
    private const int Most = 10_000;
    private const int Longest = 64;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public string this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            if (bytes.Length > Longest)
            {
                return change(Encoding.UTF8.GetString(bytes));
            }

            Span<char> characters = stackalloc char[Longest];
            ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(bytes, characters)];
            var known = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(text, out var changed))
            {
                if (_texts.Count == Most)
                {
                    _texts.Clear();
                }

                known[text] = changed = change(text.ToString());
            }

            return changed;
        }
    }
}
