using System.Text.Json.Nodes;
using Gateway.References;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Journeys;

/// <summary>A message from a portal app through the gateway into the EHR, or not.</summary>
public sealed class MessageJourneyTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string AcceptedText = "My left knee hurts when I climb stairs, since about a week. Should I come in?";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task What_a_patient_writes_about_herself_is_filed_in_her_chart()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", AcceptedText), token);

        Assert.Equal(201, answer.Status);
        Assert.Equal($"{Gateway.FhirBase}/Communication/{answer.Id}/_history/1", answer.Location);
        Assert.Equal("W/\"1\"", answer.Headers["ETag"]);
        Assert.Equal("completed", (string?)answer.Json["status"]);
        var filed = await Gateway.FiledOnceAsync(answer.Id);
        Assert.Equal("Patient/susie-smith", (string?)filed["subject"]!["reference"]);
        Assert.Equal(AcceptedText, (string?)filed["payload"]![0]!["contentString"]);
        Assert.NotEqual(answer.Id, (string?)filed["id"]);
    }

    [Fact]
    public async Task What_a_mother_writes_about_her_son_from_her_own_account_does_not_enter_her_chart()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today"), token);

        Assert.Equal(422, answer.Status);
        Assert.Contains("about-someone-else", answer.Reasons);
        Assert.Contains("\"Patient/johnny-smith\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("got a fever", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"Johnny", answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_words_in_his_chart_are_filed_there()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "johnny-smith");

        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today"), token);

        Assert.Equal(201, answer.Status);
        Assert.Equal("Patient/johnny-smith", (string?)(await Gateway.FiledOnceAsync(answer.Id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task A_message_about_a_husband_she_may_not_write_for_waits_and_is_never_in_the_EHR()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var held = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "My husband has had a cough for two weeks and coughs up green stuff."), token);
        var after = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", AcceptedText), token);

        Assert.Equal(201, held.Status);
        Assert.Equal("on-hold", (string?)held.Json["status"]);
        Assert.Equal("about-someone-else", (string?)held.Json["statusReason"]!["coding"]![0]!["code"]);
        // A later message of the same chart is in the EHR, so the held one would be too.
        await Gateway.FiledOnceAsync(after.Id);
        Assert.Empty(await Gateway.FiledAsync(held.Id));
    }

    [Fact]
    public async Task Her_own_matter_does_not_carry_his_into_her_chart()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "My knee hurts. Should I come in? Johnny got a fever today."), token);

        Assert.Equal((201, "on-hold"), (answer.Status, (string?)answer.Json["status"]));
        Assert.Empty(await Gateway.FiledAsync(answer.Id));
    }

    [Fact]
    public async Task A_held_message_is_seen_by_its_sender_and_reviewers_only()
    {
        var sender = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var held = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "My husband has a rash all over his back."), sender);

        Assert.Equal(200, (await Gateway.GetAsync($"Communication/{held.Id}", sender)).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"Communication/{held.Id}", await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/Communication.r gateway/review"))).Status);
        foreach (var (user, patient, scope) in new[]
        {
            ("dr-lee", "susie-smith", "user/Communication.rs"), ("system", null, "system/*.rs"), ("johnny-smith", "johnny-smith", null), ("mark-smith", "mark-smith", null),
        })
        {
            Assert.Equal(404, (await Gateway.GetAsync($"Communication/{held.Id}", await Gateway.Ehr.TokenAsync(user, patient, scope))).Status);
        }
    }

    [Fact]
    public async Task An_emergency_about_somebody_else_is_held_for_on_call_and_never_just_given_back()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "Johnny swallowed a whole bottle of my iron pills an hour ago"), token);

        Assert.Equal(201, answer.Status);
        Assert.Equal("on-hold", (string?)answer.Json["status"]);
        Assert.Equal("stat", (string?)answer.Json["priority"]);
    }

    [Theory]
    [InlineData("I need a refill of my lisinopril please, I have three tablets left.", "CareTeam/pool-refill")]
    [InlineData("Can I move my appointment on Friday to next week?", "CareTeam/pool-scheduling")]
    [InlineData("I have had crushing chest pain going into my left arm for twenty minutes", "CareTeam/pool-on-call")]
    public async Task An_errand_goes_to_its_desk_and_an_emergency_to_on_call(string text, string pool)
    {
        var answer = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", text), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal(201, answer.Status);
        Assert.Equal(pool, (string?)Assert.Single(answer.Json["recipient"]!.AsArray())!["reference"]);
    }

    [Fact]
    public async Task A_symptom_that_comes_with_a_refill_goes_to_clinicians_and_the_refill_is_noted()
    {
        var answer = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "Please refill my inhaler, and I have had a rash on my arm for three days."),
            await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Equal("CareTeam/pool-nurse-triage", (string?)Assert.Single(answer.Json["recipient"]!.AsArray())!["reference"]);
        var task = (await Gateway.GetAsync($"Task?focus=Communication/{answer.Id}", await Gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Task.rs"))).Json["entry"]![0]!["resource"]!;
        Assert.Equal(["clinical", "refill"], task["input"]!.AsArray().Select(input => (string)input!["valueCode"]!));
    }

    [Fact]
    public async Task A_repeated_create_is_one_message()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var message = AMessage.From("susie-smith", "susie-smith");

        var first = await Gateway.PostAsync(message, token, ("Idempotency-Key", "key-1"));
        var again = await Gateway.PostAsync(message, token, ("Idempotency-Key", "key-1"));
        var other = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "Something else about my knee."), token, ("Idempotency-Key", "key-1"));

        Assert.Equal((201, 200, 422), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.Location, again.Location);
    }

    [Fact]
    public async Task A_mother_reads_back_what_she_wrote_as_a_related_person_and_is_held()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "johnny-smith");

        var held = await Gateway.PostAsync(AMessage.From("RelatedPerson/susie-for-johnny", "johnny-smith", "My husband has a rash all over his back."), token);

        Assert.Equal("on-hold", (string?)held.Json["status"]);
        Assert.Equal(200, (await Gateway.GetAsync($"Communication/{held.Id}", token)).Status);
    }

    [Fact]
    public async Task Every_decision_leaves_its_reasons_and_the_policy_version_in_the_audit_trail()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz"), token);
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", "My husband has a rash all over his back."), token);
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz").With("about", new JsonArray(AMessage.Ref("Patient/luis-diaz"))), token);

        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var trail = await db.Audit.Where(entry => entry.Chart == "ana-diaz" && entry.Action == AuditAction.Create).OrderBy(entry => entry.Sequence).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([AuditOutcome.Done, AuditOutcome.Held, AuditOutcome.Refused], trail.Select(entry => entry.Outcome));
        Assert.All(trail, entry => Assert.Equal(("default-1", "Patient/ana-diaz"), (entry.PolicyVersion, entry.Person)));
        Assert.Contains("reference-not-here", trail[2].Reasons, StringComparison.Ordinal);
        Assert.DoesNotContain(trail, entry => entry.Reasons!.Contains("rash", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("return=minimal", "")]
    [InlineData("return=OperationOutcome", "OperationOutcome")]
    [InlineData("return=representation", "Communication")]
    public async Task The_client_says_how_much_it_wants_back(string prefer, string type)
    {
        var answer = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"), ("Prefer", prefer));

        Assert.Equal(201, answer.Status);
        Assert.Equal(type, answer.Body.Length == 0 ? string.Empty : (string?)answer.Json["resourceType"]);
    }

    [Fact]
    public async Task A_message_is_read_back_as_it_was_answered_and_not_sent_twice()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var created = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        var read = await Gateway.GetAsync($"Communication/{created.Id}", token);
        var vread = await Gateway.GetAsync($"Communication/{created.Id}/_history/1", token);
        var unchanged = await Gateway.SendAsync(HttpMethod.Get, $"Communication/{created.Id}", token, headers: ("If-None-Match", "W/\"1\""));

        Assert.Equal((200, 200, 304), (read.Status, vread.Status, unchanged.Status));
        Assert.Equal(304, (await Gateway.SendAsync(HttpMethod.Get, $"Communication/{created.Id}", token, headers: ("If-None-Match", "W/\"7\", \"1\""))).Status);
        Assert.Equal(200, (await Gateway.SendAsync(HttpMethod.Get, $"Communication/{created.Id}", token, headers: ("If-None-Match", "W/\"7\""))).Status);
        Assert.Equal(created.Body, read.Body);
        Assert.Equal(created.Body, vread.Body);
        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{created.Id}/_history/2", token)).Status);
        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{created.Id}/_history/x", token)).Status);
    }

    [Fact]
    public async Task An_accepted_message_carries_the_gateways_identifier_and_the_profile()
    {
        var answer = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.Contains(answer.Json["identifier"]!.AsArray(), i => (string?)i!["system"] == MessageId.System && (string?)i["value"] == answer.Id);
        Assert.Contains("https://fhirmessaging.org/fhir/StructureDefinition/patient-message", answer.Json["meta"]!["profile"]!.AsArray().Select(p => (string?)p));
        Assert.NotNull(answer.Json["sent"]);
    }

    [Fact]
    public async Task Nothing_a_patient_wrote_reaches_the_log()
    {
        const string Canary = "quetzalcanary";
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        foreach (var text in new[] { $"My {Canary} hurts.", $"My husband's {Canary} hurts and he has a fever.", $"Johnny has a fever and {Canary}" })
        {
            await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", text), token);
        }

        await Gateway.SendAsync(HttpMethod.Post, "Communication", token, $$"""{"resourceType":"Communication","status":"{{Canary}}"}""");
        var filed = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", $"The {Canary} again, I mean my knee."), token);
        await Gateway.FiledOnceAsync(filed.Id);

        Assert.NotEmpty(Gateway.Log.Lines);
        Assert.DoesNotContain(Gateway.Log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Gateway.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }
}
