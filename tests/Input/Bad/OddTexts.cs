namespace Kontor.Input.Bad;

/// <summary>Texts that are texts like any other, whatever they look like to somebody else.</summary>
internal static class OddTexts
{
    public static readonly IReadOnlyList<string> All =
    [
        "'; DROP TABLE sales_order; --", "' OR '1'='1", "1; SELECT pg_sleep(10)--", "\"; DELETE FROM product; --", "') UNION SELECT password_hash FROM users.account --", "$1", "{0}", "@p0", "%s%n%x", "%", "_", "\\", "\\'", "''",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "</title>", "<!--", "javascript:alert(1)", "&lt;b&gt;", "{{7*7}}", "${jndi:ldap://x}", "#{7*7}", "`id`", "$(id)", "| id", "../../etc/passwd", "C:\\x",
        "\u202Eabc", "a\u200Bb", "a\u00ADb", "\uFEFFx", "e\u0301", "\u00e9", "\u0130\u0131\u00df", "\uD83D\uDE00", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "\uFFFF", "\u2028\u2029", "\uFFFD", "\uD834\uDD1E", "\u6F22\u5B57", "\u0627\u0644",
        " leading", "trailing ", "  ", "a  b", "", " ", "\n", "\t", "a\r\nb", "\u0085", "\u0001", "\u007F", "\u009F",
        "null", "undefined", "true", "0", "-1", "1e400", "NaN", "[]", "{}", "=1+1", "@SUM(A1)", "+1", "-", "--", ".", "..", "/", "//example.com", "a,b;c\td", "\"", "'", "~0~1", "a/b~c",
        new string('a', 64), new string('\u00e9', 100), new string('a', 201), new string('a', 10_001), string.Concat(Enumerable.Repeat("\uD83D\uDE00", 150)), new string('a', 500_000),
    ];

    /// <summary>Some of them, for what is slow or fills up.</summary>
    public static IReadOnlyList<string> Some { get; } = [.. All.Where((_, index) => index % 7 == 0)];
}
