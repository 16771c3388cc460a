using System.Net;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Sandbox;

/// <summary>A clinician can be played who writes in the EHR itself, and its search tells in which order things changed.</summary>
public sealed class ReplyDeskTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_follows_from_the_message_that_it_answers()
    {
        var asked = await FiledAsync("reply-desk-asked");

        var reply = await Ehr.ReplyAsync(("answers", asked), ("text", "Come in on Monday."));

        Assert.Equal($"Communication/{asked}", (string?)reply["inResponseTo"]![0]!["reference"]);
        Assert.Equal(("Patient/susie-smith", "Practitioner/dr-lee", "completed"), ((string?)reply["subject"]!["reference"], (string?)reply["sender"]!["reference"], (string?)reply["status"]));
    }

    [Fact]
    public async Task What_is_put_right_later_comes_last_in_the_order_of_change()
    {
        var first = (string)(await Ehr.ReplyAsync(("patient", "ana-diaz"), ("to", "Patient/ana-diaz"), ("text", "One.")))["id"]!;
        var second = (string)(await Ehr.ReplyAsync(("patient", "ana-diaz"), ("to", "Patient/ana-diaz"), ("text", "Two.")))["id"]!;

        // The record tells times by the millisecond, and what changed within one is in the order of filing.
        await Task.Delay(2, Cancel);
        await Ehr.CorrectReplyAsync(first, ("status", "entered-in-error"));

        var found = await Ehr.GetAsync("Communication?patient=ana-diaz&_lastUpdated=ge2026-01-01&_sort=_lastUpdated", await Ehr.TokenAsync("system"), Cancel);
        var matches = Messages.Matches(found).ToArray();
        Assert.Equal([second, first], matches[^2..].Select(match => match.GetProperty("id").GetString()));
        Assert.Equal(("entered-in-error", "2"), (matches[^1].GetProperty("status").GetString(), matches[^1].GetProperty("meta").GetProperty("versionId").GetString()));
    }

    [Theory]
    [InlineData("answers", "e000000999999")]
    [InlineData("patient", "nobody-at-all")]
    public async Task What_the_EHR_would_not_file_is_refused(string field, string value)
    {
        using var answer = await Ehr.Http.PostAsync("/sandbox/replies", new FormUrlEncodedContent([new(field, value), new("to", "Patient/ana-diaz"), new("text", "Hello.")]), Cancel);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
    }

    private async Task<string> FiledAsync(string id)
    {
        var body = Messages.About("susie-smith", id).With("sender", AMessage.Ref("Patient/susie-smith"));
        using var created = await Ehr.SendAsync(HttpMethod.Post, "Communication", await Ehr.TokenAsync("system"), body.ToJsonString(), cancellationToken: Cancel);
        return (string)JsonNode.Parse(await created.Content.ReadAsStringAsync(Cancel))!["id"]!;
    }
}
