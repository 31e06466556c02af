using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Tests;

public class SearchTests
{
    [Theory]
    [InlineData("crème brûlée", "Creme Brulee Set")]
    [InlineData("creme brul", "Creme Brulee Set")]
    [InlineData("STRASSE", "Straße Poster")]
    [InlineData("straße", "Straße Poster")]
    [InlineData("革靴", "高級革靴ブラウン")]
    [InlineData("靴", "高級革靴ブラウン")]
    [InlineData("ブラ", "高級革靴ブラウン")]
    [InlineData("ﾌﾞﾗｳﾝ", "高級革靴ブラウン")]
    [InlineData("ａｃｍｅ", "Widget")]
    [InlineData("acme wid", "Widget")]
    [InlineData("85123A", "Widget")]
    [InlineData("85123a", "Widget")]
    [InlineData("gift_0001_40", "Voucher")]
    [InlineData("paper", "Voucher")]
    [InlineData("Ελλάδα", "Ελλαδα map")]
    public async Task Search_finds(string query, string expected)
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Paper goods");
        await shop.Made("Creme Brulee Set", "A1");
        await shop.Made("Straße Poster", "A2");
        await shop.Made("高級革靴ブラウン", "A3");
        await shop.Made("Widget", "85123A", brand: "ACME");
        await shop.Made("Voucher", "gift_0001_40", categories: "paper-goods");
        await shop.Made("Ελλαδα map", "A6");
        Assert.Equal([expected], await shop.Search(query));
    }

    [Fact]
    public async Task All_words_must_fit_and_names_weigh_more_than_texts()
    {
        var shop = await Catalogue.NewShop();
        await shop.Made("Table", "A1", description: "Holds a lamp and a book.");
        await shop.Made("Lamp", "A2");
        await shop.Made("Chair", "A3", description: "For a table.");
        Assert.Equal(["Lamp", "Table"], await shop.Search("lamp"));
        Assert.Empty(await shop.Search("lamp chair"));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("!!! & | ( ) :*")]
    [InlineData("mug' OR 1=1 --")]
    [InlineData("mug & !cup")]
    [InlineData("<-> \\")]
    [InlineData("mug:*A | cup")]
    [InlineData("%_")]
    [InlineData("'; DROP TABLE product; --")]
    [InlineData("😀")]
    public async Task Operators_are_only_characters(string query)
    {
        var shop = await Catalogue.NewShop();
        await shop.Made("Mug", "A1");
        await shop.Made("Cup", "A2");
        Assert.Empty(await shop.Search(query));
        Assert.Equal(["Mug"], await shop.Search("mug'"));
    }

    [Fact]
    public async Task What_is_renamed_is_found_by_its_new_name_only()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1");
        await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = made.Id, Name = "Cup" });
        Assert.Empty(await shop.Search("mug"));
        Assert.Single(await shop.Search("cup"));
    }

    [Fact]
    public void Words_are_stored_once_with_their_first_weight()
    {
        Assert.Equal("'red':1A 'mug':2A 'acme':3B", SearchWords.Vector(('A', "Red MUG"), ('B', "Acme mug")));
        Assert.Equal("'革靴':1A '靴':2A", SearchWords.Vector(('A', "革靴")));
    }

    [Fact]
    public void The_last_word_of_a_query_may_be_a_beginning()
    {
        Assert.Equal("'red' & 'mu':*", SearchWords.Query("Red mu"));
        Assert.Equal("", SearchWords.Query(" & '"));
        Assert.Equal("'革靴'", SearchWords.Query("革靴"));
    }

    [Fact]
    public async Task A_text_of_nothing_but_long_words_is_stored()
    {
        var shop = await Catalogue.NewShop();
        var longWords = string.Join(' ', Enumerable.Range(0, 90).Select(number => new string((char)('a' + (number % 26)), 100) + number));
        await shop.Made("Mug", "A1", description: longWords);
        await shop.Made("\U00020BB7\U00020BB7野家", "A2", description: string.Concat(Enumerable.Range(0, 2000).Select(_ => "\U00020BB7野")));
        Assert.Single(await shop.Search(new string('a', 100)));
    }
}
