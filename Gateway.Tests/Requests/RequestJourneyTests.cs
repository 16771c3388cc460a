using System.Text.Json.Nodes;
using Gateway.Tests.Forms;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Gateway.Tests.Topics;

namespace Gateway.Tests.Requests;

/// <sumsusie>What a clinic asks a patient for, through the front door and over the weeks.</sumsusie>
public sealed class RequestJourneyTests(RequestsFixture requests) : IClassFixture<RequestsFixture>
{
    private const string Asked = "code=answer-request&status=requested";

    private RunningGateway Gateway => requests.Gateway;

    [Fact]
    public async Task Blood_pressure_weekly_for_four_weeks()
    {
        var (id, susie) = (await requests.RequestedAsync("susie-smith"), requests.Patient("susie-smith"));
        var found = await Gateway.GetAsync("CommunicationRequest?patient=susie-smith&status=active&requester=Practitioner/dr-lee&occurrence=gt2026-01-01", susie);
        Assert.Contains(found.Json["entry"]!.AsArray(), entry => (string?)entry!["resource"]!["id"] == id);
        Assert.Empty(await requests.TasksAsync(id, Asked, susie));

        // The first week: asked, reminded again, and answered in the range.
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var first = await requests.TaskAsync(id, $"{Asked}&owner=Patient/susie-smith", susie);
        Assert.Equal(RequestsFixture.BloodPressure, (string?)first["input"]![0]!["valueCanonical"]);
        requests.Clock.Advance(TimeSpan.FromHours(36));
        await ReviewFixture.UntilAsync<JsonNode>(async () => Reminded(await requests.TaskAsync(id, Asked, susie)), "the second reminder");
        var usual = await AnswerAsync(id, 128, 82);
        Assert.Equal(("routine", "in-time"), (Priority(usual), await CameAsync(first)));
        await Gateway.FiledOnceAsync(usual.Id);

        // The second week: out of the range, which a clinician sees the same day and reads why.
        requests.Clock.Advance(TimeSpan.FromDays(7));
        var second = await requests.TaskAsync(id, Asked, susie);
        var high = await AnswerAsync(id, 172, 95);
        Assert.Equal(("urgent", "in-time"), (Priority(high), await CameAsync(second)));
        var work = (await Gateway.GetAsync($"Task?focus=Communication/{high.Id}&code=answer-message", requests.System)).Json["entry"]![0]!["resource"]!;
        Assert.Equal(("urgent", "CareTeam/pool-nurse-triage"), ((string?)work["priority"], PoolOf(work)));
        var why = await ReasonsOfAsync(high.Id);
        Assert.Contains("request.above-range", why, StringComparison.Ordinal);
        Assert.Contains("Communication.contained[0].item[1].answer[0].value", why, StringComparison.Ordinal);

        // The third week: no answer in time, which the pool is told once; then one in words, which is late and counts.
        requests.Clock.Advance(TimeSpan.FromDays(7));
        var third = await requests.TaskAsync(id, Asked, susie);
        requests.Clock.Advance(TimeSpan.FromDays(2));
        var alarm = await requests.TaskAsync(id, "code=attend-alarm", requests.System);
        Assert.Equal(
            ("CareTeam/pool-nurse-triage", $"Task/{third["id"]}", "overdue"),
            ((string?)alarm["owner"]!["reference"], (string?)alarm["partOf"]![0]!["reference"], (string?)alarm["reasonCode"]!["coding"]![0]!["code"]));
        var words = AMessage.From("susie-smith", "susie-smith", "My blood pressure was 125 over 80 this morning, sorry that it is late.").With("basedOn", BasedOn(id));
        Assert.Equal(201, (await Gateway.PostAsync(words, susie)).Status);
        Assert.Equal("late", await CameAsync(third));

        // The fourth week: nothing. When nothing is taken as its answer any more, the request is completed.
        requests.Clock.Advance(TimeSpan.FromDays(5));
        var fourth = await requests.TaskAsync(id, Asked, susie);
        requests.Clock.Advance(TimeSpan.FromDays(5));
        await ReviewFixture.UntilAsync<object>(
            async () => (string?)(await Gateway.GetAsync($"CommunicationRequest/{id}", susie)).Json["status"] == "completed" ? this : null, "the end of the request");
        Assert.Equal("failed", (string?)(await Gateway.GetAsync($"Task/{fourth["id"]}", susie)).Json["status"]);
        Assert.Equal(2, (await requests.TasksAsync(id, "code=attend-alarm", requests.System)).Count);
        Assert.Equal("urgent", Priority(await AnswerAsync(id, 172, 95)));
        Assert.DoesNotContain(Gateway.Log.Lines, line => line.Contains("blood pressure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_answer_that_is_held_answers_nothing_until_it_is_released()
    {
        var (id, susie) = (await requests.RequestedAsync("susie-smith"), requests.Patient("susie-smith"));
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var task = await requests.TaskAsync(id, Asked, susie);

        var held = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", ReviewFixture.AboutMark).With("basedOn", new JsonArray(AMessage.Ref($"Task/{task["id"]}"))), susie);

        Assert.Equal((201, "on-hold"), (held.Status, (string?)held.Json["status"]));
        Assert.Equal("requested", (string?)(await Gateway.GetAsync($"Task/{task["id"]}", susie)).Json["status"]);
        requests.Clock.Advance(TimeSpan.FromDays(7.25));
        await requests.TaskAsync(id, "code=answer-request&status=failed", susie);
        var reviewer = Gateway.TokenOf("user/Communication.cruds user/Task.rus gateway/review", "Practitioner/nurse-kim");
        var released = await ReviewFixture.DecideAsync(Gateway, held.Id, "release", reviewer, [JsonNode.Parse("""{"name":"reason","valueCode":"others-only-mentioned"}""")]);
        Assert.True(released is { Status: 200 }, released.Body);
        var answered = (await Gateway.GetAsync($"Task/{task["id"]}", susie)).Json;
        Assert.Equal(
            ("completed", "in-time", $"Communication/{held.Id}"),
            ((string?)answered["status"], (string?)answered["statusReason"]!["coding"]![0]!["code"], (string?)answered["output"]![0]!["valueReference"]!["reference"]));
        await requests.PatchAsync($"CommunicationRequest/{id}", "revoked", requests.Lee("susie-smith"));
    }

    [Fact]
    public async Task What_is_put_on_hold_is_not_asked_for_any_more_and_goes_on_with_what_comes_next()
    {
        var (id, lee, susie) = (await requests.RequestedAsync("susie-smith"), requests.Lee("susie-smith"), requests.Patient("susie-smith"));
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var task = await requests.TaskAsync(id, Asked, susie);

        await requests.PatchAsync($"CommunicationRequest/{id}", "on-hold", lee);
        Assert.Equal("cancelled", (string?)(await Gateway.GetAsync($"Task/{task["id"]}", susie)).Json["status"]);
        requests.Clock.Advance(TimeSpan.FromDays(12));
        await requests.PatchAsync($"CommunicationRequest/{id}", "active", lee);
        Assert.Empty(await requests.TasksAsync(id, Asked, susie));
        requests.Clock.Advance(TimeSpan.FromDays(2.25));

        var third = await requests.TaskAsync(id, Asked, susie);
        Assert.Equal(3, (int)third["extension"]!.AsArray().First(one => ((string)one!["url"]!).EndsWith("occurrence-course", StringComparison.Ordinal))!["extension"]![0]!["valuePositiveInt"]!);
        await requests.PatchAsync($"CommunicationRequest/{id}", "revoked", lee);
        Assert.Equal("cancelled", (string?)(await Gateway.GetAsync($"Task/{third["id"]}", susie)).Json["status"]);
        Assert.Empty(await requests.TasksAsync(id, "code=attend-alarm", requests.System));
    }

    [Fact]
    public async Task What_is_moved_is_asked_for_at_its_new_time_or_refused()
    {
        var (id, lee, susie) = (await requests.RequestedAsync("susie-smith"), requests.Lee("susie-smith"), requests.Patient("susie-smith"));
        Task<Answer> MoveAsync(string to) => Gateway.SendAsync(
            HttpMethod.Patch, $"CommunicationRequest/{id}", lee, $$"""[{"op":"replace","path":"/occurrenceDateTime","value":"{{to}}"}]""", "application/json-patch+json");

        Assert.Equal((422, "CommunicationRequest.occurrence"), await MoveAsync("2027-01-11") is var refused ? (refused.Status, Place(refused)) : default);
        Assert.Equal(200, (await MoveAsync($"{requests.Clock.GetUtcNow().AddDays(3):yyyy-MM-ddTHH:mm:ssZ}")).Status);
        requests.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await requests.TasksAsync(id, Asked, susie));
        requests.Clock.Advance(TimeSpan.FromDays(1.25));

        await requests.TaskAsync(id, Asked, susie);
        await requests.PatchAsync($"CommunicationRequest/{id}", "entered-in-error", lee);
        Assert.Empty(await requests.TasksAsync(id, Asked, susie));
    }

    [Fact]
    public async Task Of_several_answers_at_once_one_is_the_answer_and_all_are_messages()
    {
        var (id, susie) = (await requests.RequestedAsync("susie-smith"), requests.Patient("susie-smith"));
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var task = await requests.TaskAsync(id, Asked, susie);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AnswerAsync(id, 128, 82)));

        Assert.Equal("in-time", await CameAsync(task));
        var reply = Assert.Single((await Gateway.GetAsync($"Task/{task["id"]}", susie)).Json["output"]!.AsArray())!["valueReference"]!["reference"]!;
        Assert.Contains(answers, answer => $"Communication/{answer.Id}" == (string?)reply);
        Assert.Equal(4, (int)(await Gateway.GetAsync($"Communication?based-on=CommunicationRequest/{id}&_total=accurate", susie)).Json["total"]!);

        requests.Clock.Advance(TimeSpan.FromDays(7.25));
        var next = await requests.TaskAsync(id, Asked, susie);
        var stored = await Gateway.SendAsync(HttpMethod.Post, string.Empty, susie, Transaction(Numbers(id, 120, 80), Numbers(id, 121, 80)).ToJsonString());
        Assert.True(stored is { Status: 200 }, stored.Body);
        Assert.Equal("in-time", await CameAsync(next));
        await requests.PatchAsync($"CommunicationRequest/{id}", "revoked", requests.Lee("susie-smith"));
    }

    [Fact]
    public async Task A_mother_is_asked_for_her_son_is_told_by_her_subscription_and_answers_for_him()
    {
        var mother = Gateway.TokenOf("patient/*.cruds", "Patient/susie-smith", "johnny-smith");
        var subscribed = await Gateway.SendAsync(
            HttpMethod.Post, "Subscription", mother, ASubscription.To("answer-due", requests.Hook.At("mother"), "patient=Patient/johnny-smith").ToJsonString());
        Assert.True(subscribed is { Status: 201 }, subscribed.Body);
        var request = requests.Weekly("johnny-smith").With("recipient", new JsonArray(AMessage.Ref("RelatedPerson/susie-for-johnny")));
        var made = await ReviewFixture.UntilAsync<Answer>(
            async () => await requests.RequestAsync(request, requests.Lee("johnny-smith")) is { Status: not 503 } answer ? answer : null, "an answer of the EHR");
        Assert.True(made is { Status: 201 }, made.Body);
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var task = await requests.TaskAsync(made.Id, $"{Asked}&owner=RelatedPerson/susie-for-johnny", mother);
        requests.Clock.Advance(TimeSpan.FromHours(37));
        await requests.Hook.UntilAsync("mother", _ => requests.Hook.Events("mother").SelectMany(call => call.Numbers).Distinct().Count() == 2);

        var answered = await Gateway.PostAsync(
            AMessage.From("susie-smith", "johnny-smith", "His blood pressure was 98 over 60.").With("basedOn", new JsonArray(AMessage.Ref($"Task/{task["id"]}"))), mother);

        Assert.True(answered is { Status: 201 }, answered.Body);
        Assert.Equal("in-time", await CameAsync(task));
        var stranger = requests.Weekly("johnny-smith").With("recipient", new JsonArray(AMessage.Ref("RelatedPerson/susie-for-emma")));
        var refused = await requests.RequestAsync(stranger, requests.Lee("johnny-smith"));
        Assert.Equal((422, "CommunicationRequest.recipient[0]"), (refused.Status, Place(refused)));
        await requests.PatchAsync($"CommunicationRequest/{made.Id}", "revoked", requests.Lee("johnny-smith"));
    }

    [Fact]
    public async Task Only_the_clinic_asks_and_a_patient_cannot_end_what_it_asks_for()
    {
        var (id, susie) = (await requests.RequestedAsync("susie-smith"), requests.Patient("susie-smith"));
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        var task = await requests.TaskAsync(id, Asked, susie);

        Assert.Equal(403, (await requests.RequestAsync(requests.Weekly("susie-smith"), susie)).Status);
        Assert.Equal(403, (await requests.StatusAsync($"CommunicationRequest/{id}", "revoked", susie)).Status);
        Assert.Equal(403, (await requests.StatusAsync($"Task/{task["id"]}", "cancelled", susie)).Status);
        var draft = await requests.RequestAsync(requests.Weekly("susie-smith").With("status", "draft"), requests.Lee("susie-smith"));
        Assert.Equal(403, (await Gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest/{draft.Id}", susie)).Status);
        Assert.Equal(404, (await Gateway.GetAsync($"CommunicationRequest/{id}", requests.Patient("johnny-smith"))).Status);
        Assert.Equal(404, (await Gateway.GetAsync($"Task/{task["id"]}", requests.Patient("johnny-smith"))).Status);
        var made = await Gateway.SendAsync(HttpMethod.Post, "Task", requests.Lee("susie-smith"), Anew(task).ToJsonString());
        Assert.Equal((422, "Task.code"), (made.Status, Place(made)));
        await requests.PatchAsync($"CommunicationRequest/{id}", "revoked", requests.Lee("susie-smith"));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_with_its_place()
    {
        foreach (var (expression, change) in new (string, Action<JsonObject>)[]
        {
            ("CommunicationRequest.occurrence", request => request["occurrenceDateTime"] = "2027-01-11"),
            ("CommunicationRequest.occurrence", request => request["occurrenceDateTime"] = "2020-01-11T08:00:00Z"),
            ("CommunicationRequest.extension[0].extension[0].value.repeat.periodUnit", request => Repeat(request)["periodUnit"] = "min"),
            ("CommunicationRequest.extension[0].extension[0].value.repeat", request => Repeat(request).Remove("count")),
            ("CommunicationRequest.recipient[0]", request => request["recipient"]![0] = AMessage.Ref("Patient/johnny-smith")),
            ("CommunicationRequest.recipient", request => request["recipient"] = new JsonArray(AMessage.Ref("Patient/susie-smith"), AMessage.Ref("Patient/susie-smith"))),
            ("CommunicationRequest.requester", request => request["requester"] = AMessage.Ref("Patient/susie-smith")),
        })
        {
            var request = requests.Weekly("susie-smith");
            change(request);
            var answer = await ReviewFixture.UntilAsync<Answer>(
                async () => await requests.RequestAsync(request, requests.Lee("susie-smith")) is { Status: not 503 } made ? made : null, "an answer of the EHR");
            Assert.Equal((422, expression), (answer.Status, Place(answer)));
        }
    }

    [Fact]
    public async Task What_is_not_to_be_performed_asks_nobody_and_takes_no_answer()
    {
        var request = requests.Weekly("susie-smith").With("doNotPerform", true);
        var made = await requests.RequestAsync(request, requests.Lee("susie-smith"));
        Assert.True(made is { Status: 201 }, made.Body);

        requests.Clock.Advance(TimeSpan.FromDays(1));
        var other = await requests.RequestedAsync("susie-smith");
        requests.Clock.Advance(TimeSpan.FromHours(1.5));
        await requests.TaskAsync(other, Asked, requests.Patient("susie-smith"));

        Assert.Empty(await requests.TasksAsync(made.Id, "code=answer-request", requests.System));
        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith").With("basedOn", BasedOn(made.Id)), requests.Patient("susie-smith"));
        Assert.Equal((422, "Communication.basedOn[0]"), (answer.Status, Place(answer)));
        await requests.PatchAsync($"CommunicationRequest/{other}", "revoked", requests.Lee("susie-smith"));
    }

    private async Task<Answer> AnswerAsync(string request, int systolic, int diastolic)
    {
        var answer = await Gateway.PostAsync(Numbers(request, systolic, diastolic), requests.Patient("susie-smith"));
        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", answer.Body);
        return answer;
    }

    private static JsonObject Numbers(string request, int systolic, int diastolic) => AResponse
        .To(RequestsFixture.BloodPressure, AResponse.Item("systolic", AResponse.Number(systolic)), AResponse.Item("diastolic", AResponse.Number(diastolic)))
        .Sent().With("basedOn", BasedOn(request));

    private static JsonObject Transaction(params JsonObject[] messages) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "transaction",
        ["entry"] = new JsonArray([.. messages.Select(message => new JsonObject
        {
            ["resource"] = message,
            ["request"] = new JsonObject { ["method"] = "POST", ["url"] = "Communication" },
        })]),
    };

    private async Task<string?> CameAsync(JsonNode task)
    {
        var answered = (await Gateway.GetAsync($"Task/{task["id"]}", requests.System)).Json;
        Assert.Equal("completed", (string?)answered["status"]);
        return (string?)answered["statusReason"]!["coding"]![0]!["code"];
    }

    private async Task<string> ReasonsOfAsync(string message) =>
        (await Gateway.GetAsync($"AuditEvent?entity=Communication/{message}&action=C", requests.System)).Body;

    private static JsonNode? Reminded(JsonNode task) => task["extension"]!.AsArray()
        .SelectMany(extension => extension!["extension"]?.AsArray() ?? [])
        .FirstOrDefault(part => (string?)part!["url"] == "reminded");

    private static string? Place(Answer answer) => (string?)answer.Json["issue"]?[0]?["expression"]?[0];

    private static JsonArray BasedOn(string request) => [AMessage.Ref($"CommunicationRequest/{request}")];

    private static JsonObject Repeat(JsonObject request) => request["extension"]![0]!["extension"]![0]!["valueTiming"]!["repeat"]!.AsObject();

    private static string? Priority(Answer message) => (string?)message.Json["priority"] ?? "routine";

    private static string? PoolOf(JsonNode task) =>
        (string?)task["extension"]!.AsArray().First(one => ((string)one!["url"]!).EndsWith("task-pool", StringComparison.Ordinal))!["valueReference"]!["reference"];

    private static JsonObject Anew(JsonNode task)
    {
        var copy = task.DeepClone().AsObject();
        copy.Remove("id");
        return copy;
    }
}
