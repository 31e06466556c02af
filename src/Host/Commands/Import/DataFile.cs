using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Kontor.Host.Commands.Import;

/// <summary>A line of a file.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Bytes">Without the line break; null when it is longer than anybody should send.</param>
internal readonly record struct FileLine(long Number, byte[]? Bytes);

/// <summary>A text file, packed by gzip or not, read line by line: memory doesn't grow with the file, nor with a line that never ends.</summary>
internal sealed class DataFile : IAsyncDisposable
{
    public const int LongestLine = 1 << 20;

    private readonly FileStream _file;

    private DataFile(FileStream file) => _file = file;

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <exception cref="IOException">It can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It can't be opened.</exception>
    public static DataFile Open(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan));

    /// <exception cref="InvalidDataException">It is packed and broken, or cut off.</exception>
    public async IAsyncEnumerable<FileLine> Lines([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var content = await Unpacked(cancellation);
        var pipe = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var number = 0L;
        var tooLong = false;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return new FileLine(++number, tooLong ? null : Content(buffer.Slice(0, end), number));
                tooLong = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (tooLong || buffer.Length > LongestLine)
            {
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            if (read.IsCompleted)
            {
                if (tooLong || buffer.Length > 0)
                {
                    yield return new FileLine(++number, tooLong ? null : Content(buffer, number));
                }

                yield break;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>The content from its beginning, however often it was read before. Dispose of it before the next one is asked for.</summary>
    public async Task<Stream> Unpacked(CancellationToken cancellation)
    {
        _file.Position = 0;
        var magic = new byte[2];
        var count = await _file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellation);
        _file.Position = 0;
        return count == magic.Length && magic is [0x1F, 0x8B] ? PackedContent.Of(_file) : new ReadStream(_file.ReadAsync);
    }

    private static byte[]? Content(ReadOnlySequence<byte> line, long number)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        var bytes = line.ToArray();
        return number == 1 && bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes;
    }
}
