using Google.Protobuf;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Shows a picture of the shop.</summary>
internal sealed class GetPicture(Database db)
{
    private const int HashLength = 64;

    public async Task<Result<Picture>> Handle(GetPictureRequest request, CallContext call)
    {
        // What can't be a hash costs no query.
        var row = request.Hash.Length == HashLength && request.Hash.All(char.IsAsciiHexDigitLower)
            ? await db.In(call.Shop).Find<Row>($"SELECT media_type, content FROM picture WHERE shop_id = {call.Shop} AND hash = {request.Hash}", call.Aborted)
            : null;
        return row is null ? CatalogErrors.PictureNotFound : new Picture { Hash = request.Hash, MediaType = row.MediaType, Content = UnsafeByteOperations.UnsafeWrap(row.Content) };
    }

    private sealed record Row
    {
        public required string MediaType { get; init; }

        public required byte[] Content { get; init; }
    }
}
