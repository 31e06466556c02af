namespace Kontor.Host.Commands.Import.Retail;

/// <summary>A record of a CSV file (RFC 4180). It is the reader's own: the next one overwrites it.</summary>
internal sealed class CsvRecord
{
    private readonly List<(int Start, int Length, bool Escaped)> _fields = [];
    private ReadOnlyMemory<byte> _bytes;

    /// <summary>The line that it begins at, 1 for the first.</summary>
    public long Line { get; private set; }

    /// <summary>Without the line break.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    public int Count => _fields.Count;

    /// <summary>A field's content, without its quotes.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var (start, length, escaped) = _fields[index];
            var content = _bytes.Span.Slice(start, length);
            return escaped ? Unescape(content) : content;
        }
    }

    /// <summary>Reads a record from the beginning of a text.</summary>
    /// <param name="text">What has been read of the file from there on.</param>
    /// <param name="isAll">Whether nothing follows it.</param>
    /// <param name="line">The line that it begins at.</param>
    /// <param name="columns">How many fields a record has; 0 when that isn't known yet.</param>
    /// <returns>How many bytes it takes up with its line break, or 0 when it goes on behind the text.</returns>
    public int Read(ReadOnlyMemory<byte> text, bool isAll, long line, int columns)
    {
        Line = line;
        var length = Parse(text.Span, isAll, out var end, out var isWhole);
        if (length == 0)
        {
            return 0;
        }

        // A quote that is never closed, or by mistake, would swallow good lines: then it is believed to the end of its line only.
        var firstLine = text.Span.IndexOf((byte)'\n');
        if (firstLine >= 0 && firstLine < end && (!isWhole || (columns > 0 && Count != columns)))
        {
            _fields.Clear();
            (length, end) = (firstLine + 1, firstLine);
        }

        _bytes = text[..end];
        return length;
    }

    private int Parse(ReadOnlySpan<byte> text, bool isAll, out int end, out bool isWhole)
    {
        _fields.Clear();
        (isWhole, end) = (true, text.Length);
        var position = 0;
        while (true)
        {
            var escaped = false;
            var start = position;
            int length;
            if (position < text.Length && text[position] == '"')
            {
                start = ++position;
                while (true)
                {
                    var quote = text[position..].IndexOf((byte)'"');
                    if (quote < 0 || (position + quote + 1 == text.Length && !isAll))
                    {
                        // Not closed: by the end of the file it is broken, before that there may be more.
                        isWhole = false;
                        return isAll ? text.Length : 0;
                    }

                    position += quote + 1;
                    if (position == text.Length || text[position] != '"')
                    {
                        break;
                    }

                    escaped = true;
                    position++;
                }

                length = position - 1 - start;
                var rest = Until(text[position..]);
                isWhole &= rest <= 0 || text.Slice(position, rest) is [(byte)'\r'];
                position += Math.Max(rest, 0);
                if (rest < 0)
                {
                    if (!isAll)
                    {
                        return 0;
                    }

                    position = text.Length;
                }
            }
            else
            {
                var rest = Until(text[position..]);
                if (rest < 0 && !isAll)
                {
                    return 0;
                }

                position = rest < 0 ? text.Length : position + rest;
                length = position - start;
            }

            var isLast = position == text.Length || text[position] == '\n';
            if (isLast)
            {
                end = position;
                if (position > 0 && text[position - 1] == '\r')
                {
                    end--;
                    length = Math.Min(length, end - start);
                }
            }

            _fields.Add((start, Math.Max(length, 0), escaped));
            if (isLast)
            {
                return Math.Min(position + 1, text.Length);
            }

            position++;
        }
    }

    private static int Until(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)',', (byte)'\n');

    private static byte[] Unescape(ReadOnlySpan<byte> content)
    {
        var plain = new List<byte>(content.Length);
        for (var index = 0; index < content.Length; index++)
        {
            plain.Add(content[index]);
            index += content[index] == '"' ? 1 : 0;
        }

        return [.. plain];
    }
}
