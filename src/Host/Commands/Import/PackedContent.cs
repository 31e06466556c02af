using System.IO.Compression;
using System.Security.Cryptography;

namespace Kontor.Host.Commands.Import;

/// <summary>
/// Unpacks gzip and notices when the file was cut off, which the runtime's stream passes over in silence: a mark of our own is packed behind the file,
/// and must be what comes out last.
/// </summary>
internal static class PackedContent
{
    private const string CutOff = "It ends in the middle of something: it was cut off.";

    private static readonly byte[] s_mark = SHA256.HashData("the end of the file"u8);

    /// <exception cref="InvalidDataException">While it is read: it is broken or cut off.</exception>
    public static Stream Of(Stream packed)
    {
        var behind = new MemoryStream();
        using (var packing = new GZipStream(behind, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(s_mark);
        }

        behind.Position = 0;
        var unpacking = new GZipStream(
            new ReadStream(async (into, cancellation) => await packed.ReadAsync(into, cancellation) is > 0 and var read ? read : await behind.ReadAsync(into, cancellation)),
            CompressionMode.Decompress);
        var held = new byte[1 << 16];
        var count = 0;
        return new ReadStream(async (into, cancellation) =>
        {
            while (count <= s_mark.Length)
            {
                int read;
                try
                {
                    read = await unpacking.ReadAsync(held.AsMemory(count), cancellation);
                }
                catch (InvalidDataException exception) when (behind.Position > 0)
                {
                    throw new InvalidDataException(CutOff, exception);
                }

                count += read;
                if (read == 0)
                {
                    return held.AsSpan(0, count).SequenceEqual(s_mark) ? 0 : throw new InvalidDataException(CutOff);
                }
            }

            var given = Math.Min(into.Length, count - s_mark.Length);
            held.AsMemory(0, given).CopyTo(into);
            held.AsSpan(given..count).CopyTo(held);
            count -= given;
            return given;
        });
    }
}
