using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kontor.Gateway.Tests.Edge;

public sealed class ETagTests
{
    [Theory]
    [InlineData("*", 0)]
    [InlineData("\"1\"", 1)]
    [InlineData(" \"42\" ", 42)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    public void A_version_that_was_seen_is_expected(string ifMatch, long version) => Assert.Equal(version, Expected(ifMatch).Value);

    [Fact]
    public void Without_the_header_any_version_will_do() => Assert.Equal(0, ETags.Expected(new HeaderDictionary()).Value);

    [Theory]
    [InlineData("W/\"1\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"\"")]
    [InlineData("\"0\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999999999\"")]
    public void A_tag_that_was_never_ours_is_stale(string ifMatch) => Assert.Equal("precondition.stale", Expected(ifMatch).Error.Code);

    [Theory]
    [InlineData("1")]
    [InlineData("\"1")]
    [InlineData("\"")]
    [InlineData("")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("W/1")]
    [InlineData("'1'")]
    public void What_is_no_single_tag_is_invalid(string ifMatch) => Assert.Equal("precondition.invalid", Expected(ifMatch).Error.Code);

    [Fact]
    public void Two_headers_are_one_too_many() => Assert.Equal("precondition.invalid", Expected("\"1\"", "\"2\"").Error.Code);

    [Fact]
    public void Our_own_tag_is_read_back() => Assert.Equal(7, Expected(ETags.Of(7)).Value);

    private static Result<long> Expected(params string[] values) => ETags.Expected(new HeaderDictionary { ["If-Match"] = new StringValues(values) });
}
