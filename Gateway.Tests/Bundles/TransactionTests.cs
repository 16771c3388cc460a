using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Bundles.ABundle;

namespace Gateway.Tests.Bundles;

/// <summary>Transactions: all entries or none.</summary>
public sealed class TransactionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string AboutHusband = "My husband has had a cough for two weeks and coughs up green stuff.";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_thread_is_sent_at_once_each_part_knowing_the_others()
    {
        var (question, answer, task) = (Urn(), Urn(), Urn());

        var made = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Task", ATask(question).With("text", Narrative($"<a href=\"{answer}\">the answer</a>")), task),
                Entry("POST", "Communication", AMessage.From("Practitioner/dr-lee", "susie-smith", "Please keep the knee raised.").With("inResponseTo", Refs(question)), answer),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"), question)),
            await Gateway.SystemTokenAsync());

        Assert.True(made.Status == 200, made.Body);
        Assert.Equal("transaction-response", (string?)made.Json["type"]);
        Assert.Equal([201, 201, 201], made.Statuses());
        Assert.Equal(["Task", "Communication", "Communication"], Enumerable.Range(0, 3).Select(i => (string?)made.EntryAt(i)["resource"]!["resourceType"]));
        Assert.Equal($"Communication/{made.IdAt(2)}", (string?)made.EntryAt(1)["resource"]!["inResponseTo"]![0]!["reference"]);
        Assert.Equal($"Communication/{made.IdAt(2)}", (string?)made.EntryAt(0)["resource"]!["focus"]!["reference"]);
        Assert.Contains($"<a href=\"Communication/{made.IdAt(1)}\">", (string?)made.EntryAt(0)["resource"]!["text"]!["div"], StringComparison.Ordinal);
        Assert.All((int[])[1, 2], i => Assert.Equal("completed", (string?)made.EntryAt(i)["resource"]!["status"]));
        await Gateway.FiledOnceAsync(made.IdAt(1));
        await Gateway.FiledOnceAsync(made.IdAt(2));
    }

    [Fact]
    public async Task One_refused_entry_undoes_all_others()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var mark = NewId();

        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("identifier", new JsonArray(Identifier(mark)))),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("identifier", new JsonArray(Identifier(mark)))),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today"))),
            token);

        Assert.Equal(422, refused.Status);
        Assert.Contains("about-someone-else", refused.Reasons);
        Assert.Contains("\"Patient/johnny-smith\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal("Bundle.entry[2].resource.subject", refused.Json.Expressions()[0]);
        Assert.Contains("\"Bundle.entry[2].resource.payload[0].content\"", refused.Body, StringComparison.Ordinal);
        var found = await Gateway.GetAsync($"Communication?identifier={Uri.EscapeDataString($"{IdSystem}|{mark}")}", token);
        Assert.Null(found.Json["entry"]);
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Contains(await db.Audit.ToListAsync(TestContext.Current.CancellationToken), entry => entry is { Action: AuditAction.Create, Outcome: AuditOutcome.Refused, Resource: "Communication", Chart: "susie-smith" });
    }

    [Fact]
    public async Task What_a_refused_transaction_would_have_changed_stays_and_has_no_new_past()
    {
        var token = await Gateway.SystemTokenAsync();
        var kept = (await Gateway.SendAsync(HttpMethod.Post, "Questionnaire", token, AQuestionnaire("Kept").ToJsonString())).Id;

        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("DELETE", $"Questionnaire/{kept}"),
                Entry("POST", "Questionnaire", AQuestionnaire("Made")),
                Entry("PUT", "Task/not-there", ATask("Communication/1").With("id", "another-id"))),
            token);

        Assert.Equal(400, refused.Status);
        Assert.Equal(["Bundle.entry[2].resource.id"], refused.Json.Expressions());
        Assert.Single((await Gateway.GetAsync($"Questionnaire/{kept}/_history", token)).Json["entry"]!.AsArray());
    }

    [Fact]
    public async Task Entries_are_carried_out_in_FHIRs_order_and_answered_in_their_own()
    {
        var token = await Gateway.SystemTokenAsync();
        var old = (await Gateway.SendAsync(HttpMethod.Post, "Questionnaire", token, AQuestionnaire("Old").ToJsonString())).Id;
        var id = NewId();

        var made = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("GET", $"Questionnaire/{id}"),
                Entry("GET", $"Questionnaire/{old}"),
                Entry("PUT", $"Questionnaire/{id}", AQuestionnaire("Put").With("id", id)),
                Entry("POST", "Questionnaire", AQuestionnaire("Posted")),
                Entry("DELETE", $"Questionnaire/{old}"),
                Entry("GET", "Questionnaire/nowhere")),
            token);

        Assert.Equal([200, 410, 201, 201, 204, 404], made.Statuses());
        Assert.Equal("Put", (string?)made.EntryAt(0)["resource"]!["title"]);
        Assert.Equal(id, made.IdAt(2));
    }

    [Fact]
    public async Task References_by_condition_find_their_one_resource()
    {
        var token = await Gateway.SystemTokenAsync();
        var mark = NewId();
        var known = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith").With("identifier", new JsonArray(Identifier(mark))), token);
        var chart = await Gateway.Ehr.GetAsync("Patient/susie-smith", await Gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
        var number = chart.GetProperty("identifier")[0];
        var patient = $"Patient?identifier={number.GetProperty("system").GetString()}|{number.GetProperty("value").GetString()}";

        var made = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "x").With("subject", AMessage.Ref(patient)).With("inResponseTo", Refs($"Communication?identifier={IdSystem}|{mark}"))),
                Entry("POST", "Task", ATask($"Communication?identifier={IdSystem}|{mark}"))),
            token);

        Assert.True(made.Status == 200, made.Body);
        Assert.Equal("Patient/susie-smith", (string?)made.EntryAt(0)["resource"]!["subject"]!["reference"]);
        Assert.Equal($"Communication/{known.Id}", (string?)made.EntryAt(0)["resource"]!["inResponseTo"]![0]!["reference"]);
        Assert.Equal($"Communication/{known.Id}", (string?)made.EntryAt(1)["resource"]!["focus"]!["reference"]);
    }

    [Theory]
    [InlineData("Patient?identifier=https://nobody.example|1", 412)]
    [InlineData("Patient?name=Smith", 400)]
    [InlineData("Observation?code=1", 400)]
    [InlineData("Communication?identifier=https://nobody.example|1", 412)]
    [InlineData("Communication?sender=Patient/susie-smith", 412)]
    [InlineData("Communication?nonsense=1", 400)]
    public async Task A_reference_by_condition_that_finds_none_or_several_stops_the_transaction(string reference, int status)
    {
        var token = await Gateway.SystemTokenAsync();
        await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        var refused = await Gateway.PostBundleAsync(
            Of("transaction", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("about", Refs(reference)))), token);

        Assert.True(refused.Status == status, refused.Body);
        Assert.Equal(["Bundle.entry[0].resource.about[0]"], refused.Json.Expressions());
    }

    [Fact]
    public async Task Of_many_transactions_under_one_condition_one_creates_and_the_others_refer_to_what_it_made()
    {
        var token = await Gateway.SystemTokenAsync();
        var mark = NewId();

        JsonObject Transaction()
        {
            var question = Urn();
            return Of(
                "transaction",
                Entry(
                    "POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("identifier", new JsonArray(Identifier(mark))), question,
                    ("ifNoneExist", $"identifier={IdSystem}|{mark}")),
                Entry("POST", "Task", ATask(question)));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Gateway.PostBundleAsync(Transaction(), token)));

        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.Body));
        Assert.Single(answers, answer => answer.Statuses()[0] == 201);
        var id = Assert.Single(answers.Select(answer => answer.IdAt(0)).Distinct());
        Assert.All(answers, answer => Assert.Equal($"Communication/{id}", (string?)answer.EntryAt(1)["resource"]!["focus"]!["reference"]));
    }

    [Fact]
    public async Task A_message_that_is_held_waits_and_so_does_what_answers_it()
    {
        var (held, reply) = (Urn(), Urn());

        var made = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("inResponseTo", Refs(held)), reply),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith", AboutHusband), held),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"))),
            await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal([201, 201, 201], made.Statuses());
        Assert.Equal(["on-hold", "on-hold", "completed"], Enumerable.Range(0, 3).Select(i => (string?)made.EntryAt(i)["resource"]!["status"]));
        await Gateway.FiledOnceAsync(made.IdAt(2));
        Assert.Empty(await Gateway.FiledAsync(made.IdAt(0)));
        Assert.Empty(await Gateway.FiledAsync(made.IdAt(1)));
    }

    [Fact]
    public async Task Nothing_in_a_chart_points_to_a_message_that_is_held()
    {
        var held = Urn();

        var refused = await Gateway.PostBundleAsync(
            Of("transaction", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith", AboutHusband), held), Entry("POST", "Task", ATask(held))),
            await Gateway.SystemTokenAsync());

        Assert.Equal(422, refused.Status);
        Assert.Equal(["Bundle.entry[1].resource.focus"], refused.Json.Expressions());
    }

    [Fact]
    public async Task What_is_stored_together_may_not_cross_charts_either()
    {
        var hers = Urn();
        var token = await Gateway.SystemTokenAsync();

        var task = await Gateway.PostBundleAsync(
            Of("transaction", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"), hers), Entry("POST", "Task", ATask(hers, "johnny-smith"))), token);
        var answer = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"), hers),
                Entry("POST", "Communication", AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today").With("inResponseTo", Refs(hers)))),
            token);

        Assert.Equal((422, 422), (task.Status, answer.Status));
        Assert.Contains("reference-other-chart", answer.Rules);
    }

    [Fact]
    public async Task A_message_is_not_sent_for_a_request_beside_it_that_forbids_it()
    {
        var request = Urn();
        var order = new JsonObject
        {
            ["resourceType"] = "CommunicationRequest",
            ["status"] = "active",
            ["doNotPerform"] = true,
            ["subject"] = AMessage.Ref("Patient/susie-smith"),
            ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "Please come in." }),
        };

        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "CommunicationRequest", order, request),
                Entry("POST", "Communication", AMessage.From("Practitioner/dr-lee", "susie-smith", "Please come in on Monday.").With("basedOn", Refs(request)))),
            await Gateway.SystemTokenAsync());

        Assert.Equal(422, refused.Status);
        Assert.Equal(["Bundle.entry[1].resource.basedOn[0]"], refused.Json.Expressions());
    }

    [Fact]
    public async Task A_patient_of_another_server_is_not_ours_of_the_same_id()
    {
        var refused = await Gateway.PostBundleAsync(
            Of("transaction", Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith"), "https://elsewhere.example/fhir/Communication/1")),
            await Gateway.SystemTokenAsync());

        Assert.Equal(422, refused.Status);
        Assert.Contains("Bundle.entry[0].resource.subject", refused.Json.Expressions());
    }

    [Fact]
    public async Task Two_entries_about_one_resource_are_refused()
    {
        var token = await Gateway.SystemTokenAsync();
        var id = NewId();
        string[] condition = ["ifNoneExist", $"_id={id}"];

        foreach (var (first, second) in new[]
        {
            (Entry("PUT", $"Questionnaire/{id}", AQuestionnaire("One").With("id", id)), Entry("PUT", $"Questionnaire/{id}", AQuestionnaire("Two").With("id", id))),
            (Entry("PUT", $"Questionnaire/{id}", AQuestionnaire("One").With("id", id)), Entry("DELETE", $"Questionnaire/{id}")),
            (Entry("POST", "Questionnaire", AQuestionnaire("One"), null, (condition[0], condition[1])), Entry("POST", "Questionnaire", AQuestionnaire("Two"), null, (condition[0], condition[1]))),
        })
        {
            var refused = await Gateway.PostBundleAsync(Of("transaction", first, second), token);

            Assert.Equal(400, refused.Status);
            Assert.Equal(["Bundle.entry[1]"], refused.Json.Expressions());
        }
    }

    [Fact]
    public async Task Messages_that_answer_each_other_are_refused()
    {
        var (one, other) = (Urn(), Urn());

        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("inResponseTo", Refs(other)), one),
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("inResponseTo", Refs(one)), other)),
            await Gateway.SystemTokenAsync());

        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task Every_fault_of_every_entry_is_told()
    {
        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith").With("status", "bogus")),
                Entry("POST", "Communication"),
                Entry("GET", "Observation/1"),
                Entry("POST", "Questionnaire", AQuestionnaire("Good"))),
            await Gateway.SystemTokenAsync());

        Assert.Equal(400, refused.Status);
        Assert.Equal(["Bundle.entry[0].resource.status", "Bundle.entry[1].resource", "Bundle.entry[2]"], refused.Json.Expressions());
    }

    [Fact]
    public async Task What_may_not_be_written_alone_may_not_be_written_together()
    {
        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith")),
                Entry("POST", "Questionnaire", AQuestionnaire("Not hers to write"))),
            await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal(403, refused.Status);
        Assert.Equal(["Bundle.entry[1]"], refused.Json.Expressions());
    }

    [Fact]
    public async Task An_emergency_that_goes_back_with_the_others_is_told_to_call_for_help()
    {
        var refused = await Gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith", "I have crushing chest pain and cannot breathe.")),
                Entry("POST", "Questionnaire", AQuestionnaire("Not hers to write"))),
            await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal(403, refused.Status);
        Assert.Equal(["emergency"], refused.Reasons);
        Assert.Equal("Bundle.entry[0].resource", refused.Json.Expressions()[0]);
    }

    [Fact]
    public async Task A_hundred_entries_are_one_commit()
    {
        var urns = Enumerable.Range(0, 100).Select(_ => Urn()).ToArray();
        var entries = urns.Select((urn, i) => Entry(
            "POST", "Communication", i == 0 ? AMessage.From("susie-smith", "susie-smith") : AMessage.From("susie-smith", "susie-smith").With("inResponseTo", Refs(urns[i - 1])), urn));

        var made = await Gateway.PostBundleAsync(Of("transaction", entries.Reverse()), await Gateway.SystemTokenAsync(), ("Prefer", "return=minimal"));

        Assert.True(made.Status == 200, made.Body);
        Assert.All(made.Statuses(), status => Assert.Equal(201, status));
        Assert.Single(Enumerable.Range(0, 100).Select(i => made.EntryAt(i)["resource"]).Distinct());
    }

    [Fact]
    public async Task When_the_EHR_is_away_the_transaction_may_be_sent_again()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.SystemTokenAsync();
        await gateway.Ehr.FaultAsync("down");

        var refused = await gateway.PostBundleAsync(
            Of(
                "transaction",
                Entry("POST", "Communication", AMessage.From("susie-smith", "susie-smith")),
                Entry("POST", "Questionnaire", AQuestionnaire("Good"))),
            token);

        Assert.Equal(503, refused.Status);
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
        Assert.Null((await gateway.GetAsync("Questionnaire", token)).Json["entry"]);
    }

    private static string NewId() => $"t-{Guid.NewGuid():N}";

    private static JsonArray Refs(params string[] references) => [.. references.Select(AMessage.Ref)];

    private static JsonObject Narrative(string markup) => new()
    {
        ["status"] = "generated",
        ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{markup}</div>",
    };
}
