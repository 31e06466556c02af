using System.Runtime.CompilerServices;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Reads a CSV file record by record, from the beginning as often as it takes: memory doesn't grow with the file, nor with a quote that is never closed.</summary>
internal sealed class CsvFile(DataFile file)
{
    private const int LongestRecord = 1 << 16;
    private const int BufferSize = 4 * LongestRecord;

    /// <summary>How many fields a record has; 0 until that is known.</summary>
    public int Columns { get; set; }

    /// <summary>The records, blank lines left out. Each is gone when the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">It is packed and broken, or cut off.</exception>
    public async IAsyncEnumerable<CsvRecord> Records([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var content = await file.Unpacked(cancellation);
        var buffer = new byte[BufferSize];
        var (start, end, line) = (0, 0, 1L);
        var (isAll, inLongLine) = (false, false);
        var record = new CsvRecord();
        while (true)
        {
            var text = buffer.AsMemory(start..end);
            if (line == 1 && start == 0 && text.Span is [0xEF, 0xBB, 0xBF, ..])
            {
                (start, text) = (3, text[3..]);
            }

            // What is longer than any record is read as far as that, and the rest of its line passed over.
            var isLong = text.Length > LongestRecord;
            var length = text.Length == 0 ? 0 : record.Read(isLong ? text[..LongestRecord] : text, isAll || isLong, line, Columns);
            if (length > 0)
            {
                var taken = text.Span[..length];
                var isBlank = inLongLine || taken.Trim(" \t\r\n"u8).IsEmpty;
                inLongLine = taken[^1] != '\n';
                start += length;
                if (!isBlank)
                {
                    yield return record;
                }

                line += text.Span[..length].Count((byte)'\n');
            }
            else if (isAll)
            {
                yield break;
            }
            else
            {
                text.CopyTo(buffer);
                (start, end) = (0, text.Length);
                var read = await content.ReadAsync(buffer.AsMemory(end), cancellation);
                (end, isAll) = (end + read, read == 0);
            }
        }
    }
}
