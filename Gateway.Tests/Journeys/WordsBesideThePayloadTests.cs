using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>Words that stand elsewhere than in the payload, through the front door: they are judged exactly as if they stood there.</summary>
public sealed class WordsBesideThePayloadTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Answer = "Communication.contained[0].item[0].answer[0].value";

    private static readonly Dictionary<string, (Func<string, JsonObject> Message, string Expression)> Places = new()
    {
        ["an answer"] = (words => WithResponse(Response(words)), Answer),
        ["a narrative"] = (
            words => Plain().With("text", new JsonObject { ["status"] = "additional", ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{words}</div>" }),
            "Communication.text.div"),
        ["an extension"] = (
            words => Plain().With("extension", new JsonArray(new JsonObject { ["url"] = "https://example.org/more", ["valueString"] = words })),
            "Communication.extension[0].value"),
        ["a contained finding"] = (
            words => Plain().With("about", new JsonArray(AMessage.Ref("#q"))).With("contained", new JsonArray(new JsonObject
            {
                ["resourceType"] = "Observation",
                ["id"] = "q",
                ["status"] = "preliminary",
                ["code"] = new JsonObject { ["text"] = "What I saw" },
                ["subject"] = AMessage.Ref("Patient/susie-smith"),
                ["valueString"] = words,
            })),
            "Communication.contained[0].value"),
    };

    private RunningGateway Gateway => fixture.Gateway;

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_about_her_son_is_given_back_with_his_chart(string name)
    {
        var (message, expression) = Places[name];

        var answer = await PostAsync(message("Johnny got a fever today"));

        Assert.True(answer.Status == 422, $"{name}: {answer.Status} {answer.Body}");
        Assert.Contains("about-someone-else", answer.Reasons);
        Assert.Contains("Patient/johnny-smith", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"\"{expression}\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Johnny", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_an_emergency_interrupts(string name)
    {
        var answer = await PostAsync(Places[name].Message("I have crushing chest pain that goes into my left arm, right now."));

        Assert.True(answer is { Status: 201 }, $"{name}: {answer.Status} {answer.Body}");
        Assert.Equal("call-now", answer.Headers["X-Advice"]);
        Assert.Equal("stat", (string?)answer.Json["priority"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_about_herself_is_filed(string name)
    {
        var answer = await PostAsync(Places[name].Message("It began a week ago."));

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", $"{name}: {answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task A_reviewer_is_shown_the_answers_with_the_evidence()
    {
        var held = await PostAsync(WithResponse(Response("My husband has chest pain and cannot breathe.")));
        Assert.Equal("on-hold", (string?)held.Json["status"]);
        var reviewer = await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/*.cruds gateway/review");
        var task = (await Gateway.GetAsync($"Task?focus=Communication/{held.Id}", reviewer)).Json["entry"]![0]!["resource"]!["id"];

        var view = await Gateway.GetAsync($"Task/{task}/$review", reviewer);

        var texts = view.Json["parameter"]!.AsArray().Where(parameter => (string?)parameter!["name"] == "text").Select(parameter => parameter!.ToJsonString());
        Assert.Contains(texts, text => text.Contains(Answer, StringComparison.Ordinal) && text.Contains("cannot breathe", StringComparison.Ordinal));
    }

    private static JsonObject Plain() => AMessage.From("susie-smith", "susie-smith", "Please see below.");

    private static JsonObject WithResponse(JsonObject response) =>
        Plain().With("contained", new JsonArray(response)).With("about", new JsonArray(AMessage.Ref("#q")));

    private static JsonObject Response(string answer) => new()
    {
        ["resourceType"] = "QuestionnaireResponse",
        ["id"] = "q",
        ["status"] = "completed",
        ["item"] = new JsonArray(new JsonObject { ["linkId"] = "1", ["answer"] = new JsonArray(new JsonObject { ["valueString"] = answer }) }),
    };

    private async Task<Answer> PostAsync(JsonObject message) => await Gateway.PostAsync(message, await Gateway.Ehr.TokenAsync("susie-smith"));
}
