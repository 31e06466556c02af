using Kontor.Contracts.Catalog.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Kontor.Gateway.Media;

/// <summary>Pictures of products. One never changes under its address, so browsers and proxies keep it for good.</summary>
internal static class PicturePaths
{
    public static void MapPictures(this IEndpointRouteBuilder web) =>
        web.MapGet("/media/{picture}", Get).WithTags("Products")
            .Is(new("getPicture", "A picture of a product.", CatalogMethods.GetPicture.Access)
            {
                Description = "The addresses are among the images of products. The answer is an image; it never changes under its address.",
                NeedsNoCredentials = true,
            })
            .Produces(StatusCodes.Status200OK, contentType: PictureTypes.Svg);

    private static async Task<IResult> Get(EdgeCall edge, string picture, HttpContext http)
    {
        var hash = picture.Split('.', 2)[0];
        var tag = $"\"{hash}\"";
        var found = await edge.Call(CatalogMethods.GetPicture, new GetPictureRequest { Hash = hash });
        if (!found.Try(out var content, out var error))
        {
            return Answers.Refuse(error);
        }

        // The ending is a part of the name: elsewhere it could make something else of the same bytes.
        if (PictureTypes.AddressOf(content.Hash, content.MediaType) != $"/media/{picture}")
        {
            return Answers.Refuse(RequestErrors.UnknownPath);
        }

        return HasIt(http.Request.Headers.IfNoneMatch, tag) ? new PictureAnswer(tag, null) : new PictureAnswer(tag, content);
    }

    private static bool HasIt(StringValues known, string tag) =>
        known.Any(value => value?.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || one == tag || one == $"W/{tag}") == true);
}
