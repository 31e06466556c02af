using Kontor.Gateway.Edge;

namespace Kontor.Gateway.Tests.Edge;

public sealed class JsonFaultsTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.name", "/name")]
    [InlineData("$.lines[12].quantity", "/lines/12/quantity")]
    [InlineData("$['odd name'].x", "/odd name/x")]
    [InlineData("$.a/b~c", "/a~1b~0c")]
    public void A_path_becomes_a_pointer(string? path, string pointer) => Assert.Equal(pointer, JsonFaults.ToPointer(path));
}
