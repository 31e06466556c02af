using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Refuses bodies over 2 MB. The server's own limit lies far above it: beyond its limit the server cuts the connection, and a client that sends its
/// whole body before it reads would see a broken pipe instead of the answer.
/// </summary>
internal static class BodyLimit
{
    private const long MaxBytes = 2 * 1024 * 1024;

    public static Task Handle(HttpContext http, RequestDelegate next)
    {
        if (http.Request.ContentLength > MaxBytes)
        {
            return Problems.Write(http, StatusCodes.Status413PayloadTooLarge, RequestErrors.TooLarge);
        }

        if (http.Request.ContentLength is null)
        {
            http.Request.Body = new Counted(http.Request.Body);
        }

        return next(http);
    }

    /// <summary>A body whose length nobody told: it is counted as it is read.</summary>
    private sealed class Counted(Stream body) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await body.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read) =>
            (_read += read) <= MaxBytes ? read : throw new BadHttpRequestException(RequestErrors.TooLarge.Message, StatusCodes.Status413PayloadTooLarge);
    }
}
