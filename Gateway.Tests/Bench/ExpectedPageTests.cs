using System.Text;
using Load.Growing;

namespace Gateway.Tests.Bench;

public sealed class ExpectedPageTests
{
    private static readonly ExpectedPage Page = new(2, "sent", "subject", "Patient/x");

    [Theory]
    [InlineData(null, "x 2026-02-01T10:00:00Z", "x 2026-02-01T09:00:00Z")]
    [InlineData("entries not in order", "x 2026-02-01T09:00:00Z", "x 2026-02-01T10:00:00Z")]
    [InlineData("entries that were not asked for", "x 2026-02-01T10:00:00Z", "y 2026-02-01T09:00:00Z")]
    [InlineData("1 entries, not 2", "x 2026-02-01T10:00:00Z")]
    public void A_page_is_right_when_it_is_complete_of_the_chart_and_newest_first(string? fault, params string[] messages)
    {
        var entries = messages.Select(message => message.Split(' '))
            .Select(parts => $$$"""{"resource":{"subject":{"reference":"Patient/{{{parts[0]}}}"},"sent":"{{{parts[1]}}}"}}""");
        Assert.Equal(fault, Page.FaultIn(Encoding.UTF8.GetBytes($$"""{"entry":[{{string.Join(',', entries)}}]}""")));
    }
}
