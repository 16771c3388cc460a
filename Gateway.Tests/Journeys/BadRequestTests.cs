using System.Collections.Immutable;
using System.Xml.Linq;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>Every fault of bad-requests.json is answered with the right status, a reason and its place, and leaves nothing behind.</summary>
public sealed class BadRequestTests(BadRequestFixture fixture) : IClassFixture<BadRequestFixture>
{
    private static readonly ImmutableArray<BadRequest> Requests = BadRequest.All();

    /// <summary>A word that stands in the bad requests for what somebody wrote.</summary>
    private static readonly string[] Canaries = ["zebra-canary", "zebra canary", "zebra_canary"];

    public static TheoryData<string> Names => [.. Requests.Select(request => request.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_request_is_answered_with_what_is_wrong_where(string name)
    {
        var request = Requests.Single(request => request.ToString() == name);
        var token = fixture.TokenOf(request.As) is { } issued ? await issued : null;
        var before = await fixture.StoredAsync();

        var answer = await fixture.Gateway.SendAsync(
            request.Method, request.Path, token, request.Content(), request.Type.Length == 0 ? null : request.Type,
            [.. request.Headers.Select(header => (header.Key, header.Value))]);

        Assert.True(request.Status == answer.Status, $"{answer.Status}: {answer.Body}");
        AssertExplains(request, answer);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, answer.Body, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(before, await fixture.StoredAsync());
    }

    [Fact]
    public void The_list_is_long_and_each_line_its_own()
    {
        Assert.True(Requests.Length >= 60);
        Assert.Equal(Requests.Length, Requests.Select(request => request.ToString()).Distinct().Count());
    }

    private static void AssertExplains(BadRequest request, Answer answer)
    {
        Assert.Matches("^application/fhir\\+(json|xml)", answer.Headers["Content-Type"]);
        var issues = IssuesIn(answer);
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.False(string.IsNullOrWhiteSpace(issue.Sentence)));
        Assert.True(
            issues.Any(issue =>
                (request.Code is null || issue.Code == request.Code)
                && (request.Expression is null || issue.Expression == request.Expression)
                && (request.Says is null || issue.Sentence!.Contains(request.Says, StringComparison.Ordinal))),
            answer.Body);
    }

    private static Told[] IssuesIn(Answer answer)
    {
        if (answer.Headers["Content-Type"].StartsWith("application/fhir+xml", StringComparison.Ordinal))
        {
            XNamespace fhir = "http://hl7.org/fhir";
            var outcome = XElement.Parse(answer.Body);
            Assert.Equal(fhir + "OperationOutcome", outcome.Name);
            return
            [
                .. outcome.Elements(fhir + "issue").Select(issue => new Told(
                    (string?)issue.Element(fhir + "code")?.Attribute("value"),
                    (string?)issue.Element(fhir + "details")?.Element(fhir + "text")?.Attribute("value"),
                    (string?)issue.Element(fhir + "expression")?.Attribute("value"))),
            ];
        }

        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        return
        [
            .. answer.Json["issue"]!.AsArray().Select(issue => new Told(
                (string?)issue!["code"], (string?)issue["details"]?["text"], (string?)issue["expression"]?[0])),
        ];
    }

    private sealed record Told(string? Code, string? Sentence, string? Expression);
}
