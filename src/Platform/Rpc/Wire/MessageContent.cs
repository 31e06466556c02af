using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>A message on its way to a peer. It can be sent again, when the connection turns out to be gone.</summary>
internal sealed class MessageContent : HttpContent
{
    private static readonly MediaTypeHeaderValue s_type = new(Framing.ContentType);

    private readonly IMessage _message;

    public MessageContent(IMessage message)
    {
        _message = message;
        Headers.ContentType = s_type;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var length = _message.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(Framing.PrefixLength + length);
        try
        {
            Framing.WritePrefix(buffer, length);
            _message.WriteTo(buffer.AsSpan(Framing.PrefixLength, length));
            await stream.WriteAsync(buffer.AsMemory(0, Framing.PrefixLength + length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    // Counting isn't worth a header: the prefix tells the length.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
