using System.Buffers;
using System.Buffers.Binary;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>How gRPC wraps a message: a byte that tells whether it is compressed, four that tell its length, big-endian.</summary>
internal static class Framing
{
    public const int PrefixLength = 5;

    /// <summary>The longest message that is taken. Far above what any method needs; it keeps a stranger from filling the memory.</summary>
    public const int LongestMessage = 16 * 1024 * 1024;

    public const string ContentType = "application/grpc";

    public static void WritePrefix(Span<byte> prefix, int length)
    {
        prefix[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)length);
    }

    public static (bool Compressed, uint Length) ReadPrefix(ReadOnlySpan<byte> prefix) => (prefix[0] != 0, BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]));

    public static (bool Compressed, uint Length) ReadPrefix(ReadOnlySequence<byte> body)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        body.Slice(0, PrefixLength).CopyTo(prefix);
        return ReadPrefix(prefix);
    }

    /// <summary>Whether it is gRPC with protobuf messages.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && contentType.AsSpan(ContentType.Length) is [] or [';', ..] or ['+', 'p', 'r', 'o', 't', 'o'] or ['+', 'p', 'r', 'o', 't', 'o', ';', ..];
}
