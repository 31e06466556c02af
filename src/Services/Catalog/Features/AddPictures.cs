using System.Security.Cryptography;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Keeps pictures of products. What they show names them, so the same picture sent twice is kept once.</summary>
internal sealed class AddPictures(Database db, TimeProvider clock)
{
    private const int MostPictures = 100;
    private const int MostBytes = 1_000_000;

    public async Task<Result<AddPicturesResponse>> Handle(AddPicturesRequest request, CallContext call)
    {
        if (Validate(request).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var contents = request.Pictures.Select(picture => picture.Content.ToByteArray()).ToArray();
        var hashes = contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(content))).ToArray();
        await db.In(call.Shop).Execute(
            $"""
            INSERT INTO picture (shop_id, hash, media_type, content, created_at)
            SELECT {call.Shop}, hash, media_type, content, {clock.GetUtcNow()}
            FROM unnest({hashes}, {request.Pictures.Select(picture => picture.MediaType).ToArray()}, {contents}) AS given (hash, media_type, content)
            ORDER BY hash
            ON CONFLICT DO NOTHING
            """,
            call.Aborted);
        return new AddPicturesResponse { Hashes = { hashes } };
    }

    private static Validation Validate(AddPicturesRequest request)
    {
        var validation = new Validation().Require(request.Pictures.Count is >= 1 and <= MostPictures, "/pictures", "length", "Send 1 to 100 pictures at once.");
        foreach (var (index, picture) in request.Pictures.Index())
        {
            validation
                .Require(PictureTypes.IsKnown(picture.MediaType), $"/pictures/{index}/mediaType", "unknown", "Send SVG, PNG, JPEG or WebP.")
                .Require(picture.Content.Length is >= 1 and <= MostBytes, $"/pictures/{index}/content", "length", "Send a picture of 1 MB at most.");
        }

        return validation;
    }
}
