using System.Collections.Frozen;
using System.Text;

namespace Kontor.Catalog.Model;

/// <summary>
/// Text as search and sorting see it: lower case, without accents, full-width and half-width forms made one. The program runs without ICU,
/// where String.Normalize does nothing, so the letters that Unicode takes apart stand here (Latin, Greek, Cyrillic; from UnicodeData 15).
/// </summary>
internal static class Folding
{
    // The plain form, a blank, and the letters that fold to it.
    private static readonly string[] s_letters =
    [
        "a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "c çćĉċčḉ",
        "e èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "i ìíîïĩīĭįǐȉȋḭḯỉịı",
        "n ñńņňǹṅṇṉṋ",
        "o òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợǿø",
        "u ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "y ýÿŷȳẏẙỳỵỷỹ",
        "d ďḋḍḏḑḓđð",
        "g ĝğġģǧǵḡ",
        "h ĥȟḣḥḧḩḫẖħ",
        "ij ĳ",
        "j ĵǰ",
        "k ķǩḱḳḵ",
        "l ĺļľḷḹḻḽł",
        "r ŕŗřȑȓṙṛṝṟ",
        "s śŝşšſșṡṣṥṧṩẛ",
        "t ţťțṫṭṯṱẗŧ",
        "w ŵẁẃẅẇẉẘ",
        "z źżžẑẓẕ",
        "dz ǆǳ",
        "lj ǉ",
        "nj ǌ",
        "ʹ ʹ",
        "ι ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ",
        "α άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "ε έϵἐἑἒἓἔἕὲέ",
        "η ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "υ ΰϋύϒϓϔὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "ο όὀὁὂὃὄὅὸό",
        "ω ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "β ϐ",
        "θ ϑ",
        "φ ϕ",
        "π ϖ",
        "κ ϰ",
        "ρ ϱῤῥ",
        "ς ϲ",
        "е ѐёӗ",
        "г ѓ",
        "і ї",
        "к ќ",
        "и ѝӣӥ",
        "у ўӯӱӳ",
        "ѵ ѷ",
        "ж ӂӝ",
        "а ӑӓ",
        "ә ӛ",
        "з ӟ",
        "о ӧ",
        "ө ӫ",
        "э ӭ",
        "ч ӵ",
        "ы ӹ",
        "b ḃḅḇ",
        "f ḟ",
        "m ḿṁṃ",
        "p ṕṗ",
        "v ṽṿ",
        "x ẋẍ",
        "ss ß",
        "ae æǣǽ",
        "oe œ",
        "th þ",
        "σ ς",
    ];

    // U+FF61 to U+FF9D, in order.
    private const string HalfWidthKana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    private const string CanBeVoiced = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";

    private const string CanBeHalfVoiced = "はひふへほハヒフヘホ";

    private static readonly FrozenDictionary<char, string> s_plain = s_letters
        .Select(line => line.Split(' '))
        .SelectMany(parts => parts[1].Select(letter => KeyValuePair.Create(letter, parts[0])))
        .ToFrozenDictionary();

    /// <summary>The folded text. Broken surrogates, which clients' text never has once it is validated, become U+FFFD.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp)
            {
                Append(folded, (char)rune.Value);
            }
            else
            {
                folded.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char character)
    {
        switch (character)
        {
            case >= '\uFF01' and <= '\uFF5E':
                folded.Append(char.ToLowerInvariant((char)(character - 0xFEE0)));
                break;
            case >= '\uFF61' and <= '\uFF9D':
                folded.Append(HalfWidthKana[character - '\uFF61']);
                break;
            case '\u3099' or '\uFF9E':
                Voice(folded, CanBeVoiced, 1);
                break;
            case '\u309A' or '\uFF9F':
                Voice(folded, CanBeHalfVoiced, 2);
                break;
            case >= '\u0300' and <= '\u036F':
                // An accent that stands by itself behind its letter.
                break;
            default:
                var lower = char.ToLowerInvariant(character);
                if (s_plain.TryGetValue(lower, out var plain))
                {
                    folded.Append(plain);
                }
                else
                {
                    folded.Append(lower);
                }

                break;
        }
    }

    // Unicode has the voiced kana right behind the plain one.
    private static void Voice(StringBuilder folded, string candidates, int distance)
    {
        if (folded.Length > 0 && candidates.Contains(folded[^1], StringComparison.Ordinal))
        {
            folded[^1] = (char)(folded[^1] + distance);
        }
    }
}
