using System.Text;
using Gateway.Delivery;
using Gateway.References;

namespace Gateway.Tests.Delivery;

/// <summary>What a searchset proves about a message's arrival.</summary>
public sealed class ReadBackTests
{
    private static readonly MessageId _id = new("m1");

    [Fact]
    public void An_entry_with_our_identifier_is_an_arrival() =>
        Assert.Equal(new ReadBack.Held("e7"), Of(Searchset(Message("e7", MessageId.System, "m1"))));

    [Fact]
    public void An_empty_searchset_proves_absence() => Assert.Equal(new ReadBack.Absent(), Of(Searchset()));

    [Fact]
    public void An_outcome_beside_no_match_proves_absence() =>
        Assert.Equal(new ReadBack.Absent(), Of(Searchset("""{"resourceType":"OperationOutcome","issue":[{"code":"not-found"}]}""")));

    [Theory]
    [InlineData("https://other.example/ids", "m1")]
    [InlineData(MessageId.System, "m2")]
    public void Other_messages_show_that_the_EHR_ignored_the_question(string system, string value) =>
        Assert.Equal(new ReadBack.Unusable(), Of(Searchset(Message("e7", system, value))));

    [Fact]
    public void Ours_is_found_among_others() =>
        Assert.Equal(new ReadBack.Held("e2"), Of(Searchset(Message("e1", MessageId.System, "m0"), Message("e2", MessageId.System, "m1"))));

    [Theory]
    [InlineData("")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"Bundle","type":"batch"}""")]
    [InlineData("""{"resourceType":"OperationOutcome"}""")]
    public void Anything_else_proves_nothing(string body) => Assert.Equal(new ReadBack.Unusable(), Of(body));

    private static ReadBack Of(string body) => ReadBack.Of(Encoding.UTF8.GetBytes(body), _id);

    private static string Searchset(params string[] resources) =>
        $$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', resources.Select(r => $$"""{"resource":{{r}}}"""))}}]}""";

    private static string Message(string ehrId, string system, string value) =>
        $$"""{"resourceType":"Communication","id":"{{ehrId}}","identifier":[{"system":"{{system}}","value":"{{value}}"}]}""";
}
