using Gateway.Rest;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Rest;

public sealed class PreferenceTests
{
    [Theory]
    [InlineData("", "Representation", "Lenient")]
    [InlineData("return=minimal", "Minimal", "Lenient")]
    [InlineData("return=representation", "Representation", "Lenient")]
    [InlineData("return=OperationOutcome", "OperationOutcome", "Lenient")]
    [InlineData("Return = \"minimal\"", "Minimal", "Lenient")]
    [InlineData("handling=strict", "Representation", "Strict")]
    [InlineData("handling=lenient, return=minimal", "Minimal", "Lenient")]
    [InlineData("respond-async, return=minimal; foo=bar, handling=strict", "Minimal", "Strict")]
    [InlineData("return=minimal, return=representation", "Minimal", "Lenient")]
    [InlineData("return=everything, handling=kind", "Representation", "Lenient")]
    public void A_wish_is_read(string header, string result, string handling)
    {
        var preference = Preference.Of(header);

        Assert.Equal(result, preference.Result.ToString());
        Assert.Equal(handling, preference.Handling.ToString());
    }

    [Fact]
    public void Wishes_may_come_in_several_headers() => Assert.Equal(
        new Preference(Preference.Return.Minimal, Preference.Reading.Strict), Preference.Of(new StringValues(["handling=strict", "return=minimal"])));
}
