using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Xunit.Sdk;

namespace Gateway.Tests.Forms;

/// <summary>Structured message boxes through the front door: what is answered in one is a message like any other.</summary>
public sealed class MessageFormJourneyTests(MessageFormJourneyTests.Published published) : IClassFixture<MessageFormJourneyTests.Published>
{
    private RunningGateway Gateway => published.Gateway;

    [Fact]
    public async Task The_boxes_that_ship_are_found_by_what_they_are_for_and_read()
    {
        var token = await TokenAsync();

        var found = (await Gateway.GetAsync("Questionnaire?context=refill&status=active", token)).Json["entry"]!.AsArray();

        Assert.Equal(["refill", "refill-es"], found.Select(entry => (string)entry!["resource"]!["id"]!).Order());
        Assert.Equal("1.0.0", (string?)(await Gateway.GetAsync("Questionnaire/refill", token)).Json["version"]);
    }

    [Fact]
    public async Task Answers_become_a_message_in_plain_words_and_keep_their_form()
    {
        var answer = await PostAsync(AResponse.ToRefill().Sent());

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", answer.Body);
        Assert.Equal(
            "Which medicine do you need? Lisinopril\nWhich pharmacy should it go to? CVS on Main Street\nFor how many days do you still have some? 5\n"
            + "Is anything about your health different since it was prescribed? No",
            (string?)answer.Json["payload"]![0]!["contentString"]);
        Assert.Equal("refill", (string?)answer.Json["topic"]!["coding"]![0]!["code"]);
        Assert.Equal("CareTeam/pool-refill", (string?)(await TaskOfAsync(answer.Id))["owner"]!["reference"]);
        var filed = await Gateway.FiledOnceAsync(answer.Id);
        Assert.Equal("Lisinopril", (string?)filed["contained"]![0]!["item"]![0]!["answer"]![0]!["valueString"]);
    }

    [Fact]
    public async Task Answers_in_Spanish_make_a_message_in_Spanish()
    {
        var answer = await PostAsync(AResponse.ToRefill().With("questionnaire", "https://fhirmessaging.org/fhir/Questionnaire/refill-es").Sent());

        Assert.Equal("es", (string?)answer.Json["language"]);
        Assert.StartsWith("¿Qué medicina necesita? Lisinopril", (string?)answer.Json["payload"]![0]!["contentString"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_answered_about_her_son_is_given_back_with_his_chart()
    {
        var answer = await PostAsync(AResponse.ToRefill().Saying("more", AResponse.Text("Johnny got a fever today")).Sent());

        Assert.Equal(422, answer.Status);
        Assert.Contains("about-someone-else", answer.Reasons);
        Assert.Contains("Patient/johnny-smith", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Communication.contained[0].item[4].answer[0].value", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_in_the_box_for_refills_is_an_emergency_whatever_is_wrong_with_the_answers()
    {
        var answer = await PostAsync(AResponse.ToRefill().Saying("supply", null)
            .Saying("more", AResponse.Text("I have crushing chest pain that goes into my left arm, right now.")).Sent());

        Assert.True(answer is { Status: 201 }, answer.Body);
        Assert.Equal("call-now", answer.Headers["X-Advice"]);
        Assert.Equal("CareTeam/pool-on-call", (string?)(await TaskOfAsync(answer.Id))["owner"]!["reference"]);
    }

    [Fact]
    public async Task A_symptom_in_the_box_for_refills_goes_to_the_nurses_with_the_refill_noted()
    {
        var answer = await PostAsync(AResponse.ToRefill().Saying("changed", AResponse.Yes(true))
            .Saying("change", AResponse.Text("Since Monday I have a bad cough and a rash on my arms. What should I do?")).Sent());

        var task = await TaskOfAsync(answer.Id);
        Assert.Equal("CareTeam/pool-nurse-triage", (string?)task["extension"]!.AsArray().First(one => ((string)one!["url"]!).EndsWith("task-pool", StringComparison.Ordinal))!["valueReference"]!["reference"]);
        Assert.Equal(["clinical", "refill"], task["input"]!.AsArray().Select(input => (string)input!["valueCode"]!));
    }

    [Fact]
    public async Task What_is_wrong_with_the_answers_is_told_with_its_place()
    {
        var answer = await PostAsync(AResponse.ToRefill().Saying("pharmacy", null).Saying("supply", AResponse.Text("a few")).Sent());

        Assert.Equal(422, answer.Status);
        var places = answer.Json["issue"]!.AsArray().Select(issue => (string?)issue!["expression"]?[0]).ToArray();
        Assert.Contains("Communication.contained[0].item.where(linkId='pharmacy')", places);
        Assert.Contains("Communication.contained[0].item[2].answer[0].value", places);
    }

    [Fact]
    public async Task Answers_to_questions_that_nobody_published_make_no_message()
    {
        var answer = await PostAsync(AResponse.ToRefill().With("questionnaire", "https://example.org/q").Sent());

        Assert.Equal(422, answer.Status);
        Assert.Contains("Communication.contained[0].questionnaire", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_does_not_ask_for_what_the_box_has_asked()
    {
        var symptom = AResponse.To(
            "https://fhirmessaging.org/fhir/Questionnaire/new-symptom",
            AResponse.Item("complaint", AResponse.Text("The left knee")),
            AResponse.Item("onset", AResponse.Text("Easter")),
            AResponse.Item("severity", AResponse.Chosen("moderate")),
            AResponse.Item("tried", AResponse.Text("Nothing")),
            AResponse.Item("question", AResponse.Text("Please advise")));

        var answer = await Gateway.SendAsync(HttpMethod.Post, "Communication/$check", await TokenAsync(), symptom.With("status", "in-progress").Sent().ToJsonString());

        Assert.Equal(200, answer.Status);
        var parameters = answer.Json["parameter"]!.AsArray();
        Assert.DoesNotContain(parameters, parameter => (string?)parameter!["name"] == "missing");
        Assert.Contains(parameters, parameter => (string?)parameter!["valueCode"] == "clinical");
    }

    [Fact]
    public async Task A_check_tells_who_fears_to_impose_that_writing_is_welcome()
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post,
            "Communication/$check",
            await TokenAsync(),
            AMessage.From("susie-smith", "susie-smith", "I'm sorry to bother you again. My left knee hurts when I climb stairs. Should I come in?").ToJsonString());

        Assert.Contains("You are not bothering anybody", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answers_under_the_same_key_are_one_message()
    {
        var (message, key, token) = (AResponse.ToRefill().Sent(), Guid.NewGuid().ToString(), await TokenAsync());

        var first = await Gateway.PostAsync(message, token, ("Idempotency-Key", key));
        var again = await Gateway.PostAsync(message, token, ("Idempotency-Key", key));

        Assert.Equal((201, 200, first.Id), (first.Status, again.Status, again.Id));
    }

    [Fact]
    public async Task What_was_answered_for_the_wrong_chart_moves_whole_to_the_right_one()
    {
        var held = await PostAsync(AResponse.ToRefill().Saying("more", AResponse.Text("Johnny cannot breathe and his lips are blue.")).Sent());
        Assert.Equal("on-hold", (string?)held.Json["status"]);

        var moved = await Gateway.SendAsync(HttpMethod.Post, $"Communication/{held.Id}/$redirect", await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/*.cruds gateway/review"), """
            {"resourceType":"Parameters","parameter":[{"name":"chart","valueReference":{"reference":"Patient/johnny-smith"}}]}
            """);

        Assert.True(moved.Status == 200, moved.Body);
        var created = (string)moved.Json["parameter"]!.AsArray().First(parameter => (string?)parameter!["name"] == "created")!["part"]![0]!["valueReference"]!["reference"]!;
        var filed = await Gateway.FiledOnceAsync(created.Split('/')[^1]);
        Assert.Equal("Patient/johnny-smith", (string?)filed["subject"]!["reference"]);
        Assert.Equal("QuestionnaireResponse", (string?)filed["contained"]![0]!["resourceType"]);
    }

    [Fact]
    public async Task Answers_to_a_box_are_not_stored_beside_a_message()
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Post, "QuestionnaireResponse", await TokenAsync(), AResponse.ToRefill().With("subject", AMessage.Ref("Patient/susie-smith")).ToJsonString());

        Assert.Equal(422, answer.Status);
        Assert.Contains("QuestionnaireResponse.questionnaire", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clinic_publishes_a_box_of_its_own()
    {
        var system = await Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var own = (await Gateway.GetAsync("Questionnaire/form-request", system)).Json.AsObject()
            .With("id", "camp").With("url", "https://clinic.example/fhir/Questionnaire/camp").With("title", "Ask for a camp form");
        Assert.Equal(201, (await Gateway.SendAsync(HttpMethod.Put, "Questionnaire/camp", system, own.ToJsonString())).Status);

        var answer = await PostAsync(AResponse.To("https://clinic.example/fhir/Questionnaire/camp", AResponse.Item("document", AResponse.Text("The camp form"))).Sent());

        Assert.True(answer is { Status: 201 }, answer.Body);
        Assert.Equal("Ask for a camp form", (string?)answer.Json["topic"]!["text"]);
        Assert.Equal("CareTeam/pool-billing", (string?)(await TaskOfAsync(answer.Id))["owner"]!["reference"]);
    }

    private Task<string> TokenAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

    private async Task<Answer> PostAsync(JsonObject message) => await Gateway.PostAsync(message, await TokenAsync());

    private async Task<JsonNode> TaskOfAsync(string message) =>
        (await Gateway.GetAsync($"Task?focus=Communication/{message}&code=answer-message", await Gateway.Ehr.TokenAsync("system"))).Json["entry"]![0]!["resource"]!;

    /// <summary>A running system whose message boxes are published.</summary>
    public sealed class Published : IAsyncLifetime
    {
        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Gateway = await RunningGateway.StartAsync(startGateway: false);
            Gateway.Settings["Forms:Publish"] = "true";
            await Gateway.StartGatewayAsync();
            var token = await Gateway.Ehr.TokenAsync("system");
            for (var attempt = 0; attempt < 600; attempt++)
            {
                if ((int?)(await Gateway.GetAsync("Questionnaire?_summary=count", token)).Json["total"] == 12)
                {
                    return;
                }

                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            throw new XunitException("The message boxes that ship were not published.");
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
