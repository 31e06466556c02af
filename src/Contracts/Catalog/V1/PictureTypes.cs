namespace Kontor.Contracts.Catalog.V1;

/// <summary>The kinds of pictures that a shop keeps, and how their addresses end.</summary>
public static class PictureTypes
{
    /// <summary>Drawings.</summary>
    public const string Svg = "image/svg+xml";

    private static readonly (string MediaType, string Ending)[] s_known = [(Svg, "svg"), ("image/png", "png"), ("image/jpeg", "jpg"), ("image/webp", "webp")];

    /// <summary>Whether pictures of this media type are kept.</summary>
    public static bool IsKnown(string mediaType) => Array.Exists(s_known, known => known.MediaType == mediaType);

    /// <summary>Where the gateway serves a picture, such as <c>/media/3f…9a.svg</c>: what belongs into a product's <c>images</c>.</summary>
    /// <param name="hash">SHA-256 of its content, in lower-case hex.</param>
    /// <param name="mediaType">A known media type.</param>
    public static string AddressOf(string hash, string mediaType) => $"/media/{hash}.{Array.Find(s_known, known => known.MediaType == mediaType).Ending}";
}
