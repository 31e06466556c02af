using Google.Protobuf;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Catalog.Tests;

public sealed class PictureTests
{
    private const int Largest = 1_000_000;

    [Fact]
    public async Task A_picture_is_kept_once_and_comes_back_as_it_was()
    {
        var shop = await Catalogue.NewShop();
        var (circle, square) = (Picture("circle"), Picture("square"));

        var first = (await Add(shop, circle, square, circle)).Value.Hashes;
        var second = (await Add(shop, square)).Value.Hashes;

        Assert.Equal(first[0], first[2]);
        Assert.Equal(first[1], second[0]);
        Assert.Equal(2, await shop.Count("picture"));
        var found = (await shop.Call(CatalogMethods.GetPicture, new GetPictureRequest { Hash = first[0] }, Actor.Guest)).Value;
        Assert.Equal((circle.MediaType, circle.Content), (found.MediaType, found.Content));
    }

    [Fact]
    public async Task Another_shops_picture_is_none_of_ours()
    {
        var hash = (await Add(await Catalogue.NewShop(), Picture("secret"))).Value.Hashes[0];

        var found = await (await Catalogue.NewShop()).Call(CatalogMethods.GetPicture, new GetPictureRequest { Hash = hash });

        Assert.Equal("catalog.picture_not_found", found.Error.Code);
    }

    [Fact]
    public async Task What_is_too_large_empty_or_no_picture_is_refused_and_shoppers_add_none()
    {
        var shop = await Catalogue.NewShop();
        var largest = new NewPicture { MediaType = "image/png", Content = ByteString.CopyFrom(new byte[Largest]) };

        Assert.True((await Add(shop, largest)).Succeeded);
        foreach (var bad in (NewPicture[])[new() { MediaType = "image/png", Content = ByteString.CopyFrom(new byte[Largest + 1]) }, new() { MediaType = "image/png" }, new() { MediaType = "text/html", Content = largest.Content }])
        {
            Assert.Equal("catalog.invalid", (await Add(shop, bad)).Error.Code);
        }

        Assert.Equal("auth.required", (await shop.Call(CatalogMethods.AddPictures, new AddPicturesRequest { Pictures = { largest } }, Actor.Guest)).Error.Code);
        Assert.Equal("catalog.picture_not_found", (await shop.Call(CatalogMethods.GetPicture, new GetPictureRequest { Hash = "../../etc/passwd" })).Error.Code);
    }

    private static NewPicture Picture(string what) => new() { MediaType = PictureTypes.Svg, Content = ByteString.CopyFromUtf8($"<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{what}\"/>") };

    private static Task<Result<AddPicturesResponse>> Add(TestShop shop, params NewPicture[] pictures) => shop.Call(CatalogMethods.AddPictures, new AddPicturesRequest { Pictures = { pictures } });
}
