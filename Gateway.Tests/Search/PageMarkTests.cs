using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gateway.Search.Criteria;

namespace Gateway.Tests.Search;

public sealed class PageMarkTests
{
    private const string Fingerprint = "Communication?patient=susie-smith";

    [Fact]
    public void A_mark_is_read_as_it_was_given()
    {
        var mark = PageMark.Parse(new PageMark(["638000000000000000"], 7).ToText(Fingerprint), Fingerprint, [OrderKey.Newest]);

        Assert.Equal((7, "638000000000000000"), (mark?.Sequence, mark?.Keys.Single()));
    }

    [Fact]
    public void A_mark_of_another_search_is_none() =>
        Assert.Null(PageMark.Parse(new PageMark(["638000000000000000"], 7).ToText(Fingerprint), "Task?status=requested", [OrderKey.Newest]));

    [Theory]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[null,null]")]
    [InlineData("""["x","638000000000000000"]""")]
    [InlineData("""["7"]""")]
    [InlineData("""["7","noon"]""")]
    [InlineData("""["7","9223372036854775807"]""")]
    [InlineData("""["7","638000000000000000","more"]""")]
    public void A_mark_that_somebody_made_up_is_none(string content) =>
        Assert.Null(PageMark.Parse(Forged(content), Fingerprint, [OrderKey.Newest]));

    // How the digest is made is no secret.
    private static string Forged(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return Base64Url.EncodeToString([.. SHA256.HashData([.. Encoding.UTF8.GetBytes(Fingerprint), 0, .. bytes])[..12], .. bytes]);
    }
}
