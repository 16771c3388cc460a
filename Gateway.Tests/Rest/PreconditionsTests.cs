using Gateway.References;
using Gateway.Rest;

namespace Gateway.Tests.Rest;

public sealed class PreconditionsTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 22, 10, 0, 0, 700, TimeSpan.Zero);

    private static readonly ResourceVersion Third = new(new ResourceKey("Communication", "1"), 3, Changed, []);

    [Theory]
    [InlineData("If-Match", "3")]
    [InlineData("If-Match", "W/3")]
    [InlineData("If-Match", "")]
    [InlineData("If-Match", "W/\"3")]
    [InlineData("If-None-Match", "W/\"2\", nonsense")]
    [InlineData("If-None-Exist", "")]
    [InlineData("If-None-Exist", " ? ")]
    public void A_malformed_header_is_refused_by_name(string name, string value)
    {
        var refusal = Preconditions.Read(Requests.Get(headers: (name, value)), out _);

        Assert.Equal(400, refusal?.Status);
        Assert.StartsWith(name, Assert.Single(refusal!.Issues).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("W/\"3\"", true)]
    [InlineData("\"3\"", true)]
    [InlineData("W/\"2\", W/\"3\"", true)]
    [InlineData("*", true)]
    [InlineData("W/\"2\"", false)]
    [InlineData("W/\"33\"", false)]
    [InlineData("W/\"three\"", false)]
    public void A_change_is_allowed_of_a_version_that_is_named(string? ifMatch, bool allowed) =>
        Assert.Equal(allowed, (ifMatch is null ? Read() : Read(("If-Match", ifMatch))).AllowChangeOf(3));

    [Theory]
    [InlineData("W/\"3\"", null, true)]
    [InlineData("*", null, true)]
    [InlineData("W/\"2\"", null, false)]
    [InlineData(null, "Sun, 22 Nov 2026 10:00:00 GMT", true)]
    [InlineData(null, "Sun, 22 Nov 2026 09:59:59 GMT", false)]
    [InlineData(null, "yesterday", false)]
    [InlineData("W/\"2\"", "Sun, 22 Nov 2026 10:00:00 GMT", false)]
    [InlineData(null, null, false)]
    public void A_client_has_what_it_names_or_saw_last(string? ifNoneMatch, string? ifModifiedSince, bool has)
    {
        (string, string)[] headers =
        [
            .. ifNoneMatch is null ? ((string, string)[])[] : [("If-None-Match", ifNoneMatch)],
            .. ifModifiedSince is null ? ((string, string)[])[] : [("If-Modified-Since", ifModifiedSince)],
        ];

        Assert.Equal(has, Read(headers).Has(Third));
    }

    [Fact]
    public void A_put_may_insist_on_creating() => Assert.True(Read(("If-None-Match", "*")).IfNoneMatch!.Any);

    [Theory]
    [InlineData("identifier=urn:x|1&status=completed", "identifier=urn:x|1&status=completed")]
    [InlineData("?identifier=a", "identifier=a")]
    public void The_search_of_a_conditional_create_is_kept_as_written(string header, string search) =>
        Assert.Equal(search, Read(("If-None-Exist", header)).IfNoneExist);

    private static Preconditions Read(params (string Name, string Value)[] headers)
    {
        Assert.Null(Preconditions.Read(Requests.Get(headers: headers), out var preconditions));
        return preconditions;
    }
}
