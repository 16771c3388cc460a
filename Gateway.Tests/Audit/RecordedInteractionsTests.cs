using System.Text;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Bundles;
using Gateway.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Each interaction leaves one event, which says who, what, whose, from where and with which outcome.</summary>
public sealed class RecordedInteractionsTests(GatewayFixture fixture) : TrailContract(fixture)
{
    private const string Canary = "heliotrope";

    private const string About = $"The {Canary} cream you gave me stings. May I stop it?";

    [Fact]
    public async Task A_message_and_every_look_at_it_leave_one_event_each()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var (created, trail) = await TracedAsync(HttpMethod.Post, "Communication", token, AMessage.From("ana-diaz", "ana-diaz", About));
        var id = created.Id;

        var found = await EventAsync(Assert.Single(trail));
        Assert.Equal(("PatientCreate", "C", "0"), (ProfileOf(found), CodeOf(found.Action), CodeOf(found.Outcome)));
        Assert.Equal($"Communication/{id}/_history/1", found.Entity[0].What!.Reference);
        Assert.Equal("Patient/ana-diaz", found.Entity[1].What!.Reference);
        Assert.Equal(trail[0].RequestId, found.Entity[2].What!.Identifier!.Value);
        Assert.Equal("Patient/ana-diaz", Assert.Single(found.Agent, agent => agent.Requestor == true).Who!.Reference);
        Assert.Equal("127.0.0.1", found.Agent[0].Network!.Address);
        Assert.Equal("default-1", ((Hl7.Fhir.Model.FhirString)found.Entity[0].Detail.Single(detail => detail.Type == "policy-version").Value!).Value);

        foreach (var (path, subtype, profile) in new[]
        {
            ($"Communication/{id}", "read", "PatientRead"),
            ($"Communication/{id}/_history/1", "vread", "PatientRead"),
            ($"Communication/{id}/_history", "history-instance", "PatientRead"),
            ("Communication/_history?_count=1", "history-type", "PatientQuery"),
            ("_history?_count=100", "history-system", "PatientQuery"),
            ("Communication?status=completed", "search-type", "PatientQuery"),
            ("Patient/ana-diaz/Communication", "search-type", "PatientQuery"),
        })
        {
            var (answer, looked) = await TracedAsync(HttpMethod.Get, path, token);
            Assert.Equal(200, answer.Status);
            var look = await EventAsync(Assert.Single(looked));
            Assert.Equal((subtype, profile), (look.Subtype.Single().Code, ProfileOf(look)));
            Assert.Contains(look.Entity, entity => entity.What?.Reference == "Patient/ana-diaz");
        }
    }

    [Fact]
    public async Task A_search_tells_what_was_asked_and_not_what_was_found()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", About), token);

        var (_, byAddress) = await TracedAsync(HttpMethod.Get, "Communication?status=completed&_count=2&colour=blue", token);
        Assert.Equal("Communication?status=completed&_count=2&colour=blue", QueryOf(await EventAsync(Assert.Single(byAddress))));

        var id = $"test-{Guid.NewGuid():N}";
        await Gateway.SendAsync(HttpMethod.Post, "Communication/_search", token, "status=completed", "application/x-www-form-urlencoded", ("X-Request-Id", id));
        var auditor = await AuditorAsync();
        var posted = (await Gateway.GetAsync("AuditEvent?subtype=search-type&_count=1", auditor)).Json["entry"]![0]!["resource"]!;
        Assert.Equal("Communication?status=completed", Encoding.UTF8.GetString(Convert.FromBase64String((string)posted["entity"]![0]!["query"]!)));
        Assert.DoesNotContain(Canary, posted.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Updates_patches_and_deletes_leave_their_version()
    {
        var system = await SystemAsync();
        var created = await CreateAsync(ARequest(), system);
        var update = JsonNode.Parse(created.Body)!.AsObject().With("language", "en");

        var (_, updated) = await TracedAsync(HttpMethod.Put, $"CommunicationRequest/{created.Id}", system, update);
        var (_, patched) = await TracedAsync(
            HttpMethod.Patch, $"CommunicationRequest/{created.Id}", system, JsonNode.Parse("""[{"op":"replace","path":"/language","value":"de"}]"""), "application/json-patch+json");
        var (_, deleted) = await TracedAsync(HttpMethod.Delete, $"CommunicationRequest/{created.Id}", system);

        foreach (var (trail, action, profile, version) in new[] { (updated, "U", "PatientUpdate", 2), (patched, "U", "PatientUpdate", 3), (deleted, "D", "PatientDelete", 4) })
        {
            var found = await EventAsync(Assert.Single(trail));
            Assert.Equal((action, profile), (CodeOf(found.Action), ProfileOf(found)));
            Assert.Equal($"CommunicationRequest/{created.Id}/_history/{version}", found.Entity[0].What!.Reference);
        }

        Assert.Equal("patch", (await EventAsync(patched[0])).Subtype.Single().Code);
    }

    [Fact]
    public async Task What_is_nobodys_has_no_patient()
    {
        var system = await SystemAsync();
        var (created, made) = await TracedAsync(HttpMethod.Post, "Questionnaire", system, ABundle.AQuestionnaire("Before your visit"));
        var (_, read) = await TracedAsync(HttpMethod.Get, $"Questionnaire/{created.Id}", system);
        var (_, searched) = await TracedAsync(HttpMethod.Get, "Questionnaire?status=draft", system);

        Assert.Equal(["Create", "Read", "Query"], [ProfileOf(await EventAsync(Assert.Single(made))), ProfileOf(await EventAsync(Assert.Single(read))), ProfileOf(await EventAsync(Assert.Single(searched)))]);
    }

    [Fact]
    public async Task What_is_answered_again_is_a_look()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var message = AMessage.From("ana-diaz", "ana-diaz", About);
        var key = $"k-{Guid.NewGuid():N}";
        await TracedAsync(HttpMethod.Post, "Communication", token, message, headers: ("Idempotency-Key", key));

        var (again, trail) = await TracedAsync(HttpMethod.Post, "Communication", token, message, headers: ("Idempotency-Key", key));

        Assert.Equal(200, again.Status);
        Assert.Equal((AuditAction.Read, AuditOutcome.Done, $"Communication/{again.Id}"), (Assert.Single(trail).Action, trail[0].Outcome, trail[0].Resource));

        var system = await SystemAsync();
        var request = Named(ARequest(), NewName());
        var condition = ("If-None-Exist", $"identifier=urn:clinic:requests|{(string)request["identifier"]![0]!["value"]!}");
        var first = await CreateAsync(request, system, condition);
        var (second, looked) = await TracedAsync(HttpMethod.Post, "CommunicationRequest", system, request, headers: condition);
        Assert.Equal((200, first.Id), (second.Status, second.Id));
        Assert.Equal((AuditAction.Read, "susie-smith"), (Assert.Single(looked).Action, looked[0].Chart));
        Assert.Equal(AuditAction.Read, Assert.Single((await TracedAsync(HttpMethod.Put, $"CommunicationRequest/{first.Id}", system, JsonNode.Parse(first.Body))).Trail).Action);
    }

    [Fact]
    public async Task Each_entry_of_a_bundle_leaves_its_event()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var entries = new[]
        {
            ABundle.Entry("POST", "Communication", AMessage.From("ana-diaz", "ana-diaz", About)),
            ABundle.Entry("GET", "Communication/nowhere"),
            ABundle.Entry("GET", "Communication?status=completed"),
            ABundle.Entry("DELETE", "Consent/nowhere"),
            ABundle.Entry("POST", "Questionnaire", ABundle.AQuestionnaire("Not hers to write")),
        };

        var (batch, ofBatch) = await TracedAsync(HttpMethod.Post, string.Empty, token, ABundle.Of("batch", entries));
        Assert.Equal(200, batch.Status);
        Assert.Equal(
            [
                (AuditAction.Create, AuditOutcome.Done), (AuditAction.Read, AuditOutcome.NotFound), (AuditAction.Search, AuditOutcome.Done),
                (AuditAction.Delete, AuditOutcome.NotFound), (AuditAction.Create, AuditOutcome.Denied),
            ],
            ofBatch.Select(entry => (entry.Action, entry.Outcome)));

        var (transaction, ofTransaction) = await TracedAsync(
            HttpMethod.Post, string.Empty, token, ABundle.Of("transaction", ABundle.Entry("POST", "Communication", AMessage.From("ana-diaz", "ana-diaz", About)), ABundle.Entry("GET", "Communication?_count=1")));
        Assert.Equal(200, transaction.Status);
        Assert.Equal([AuditAction.Create, AuditAction.Search], ofTransaction.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Asking_for_recipients_leaves_an_event_and_checking_a_draft_none()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        var (asked, trail) = await TracedAsync(HttpMethod.Get, "Patient/ana-diaz/$get-recipient-choices", token);
        var found = await EventAsync(Assert.Single(trail));
        Assert.Equal((200, "operation", "Patient/ana-diaz/$get-recipient-choices"), (asked.Status, found.Subtype.Single().Code, QueryOf(found)));

        var (other, refused) = await TracedAsync(HttpMethod.Get, "Patient/mark-smith/$get-recipient-choices", token);
        Assert.Equal((403, AuditOutcome.Denied, "mark-smith"), (other.Status, Assert.Single(refused).Outcome, refused[0].Chart));

        Assert.Empty((await TracedAsync(HttpMethod.Post, "Communication/$check", token, AMessage.From("ana-diaz", "ana-diaz", About))).Trail);
    }

    [Fact]
    public async Task A_delivery_is_an_event_of_the_gateways_own()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        var sent = await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", About), token);
        await Gateway.FiledOnceAsync(sent.Id);
        var auditor = await AuditorAsync();

        JsonNode? found = null;
        for (var attempt = 0; found is null && attempt < 1200; attempt++)
        {
            found = (await Gateway.GetAsync($"AuditEvent?entity=Communication/{sent.Id}&type=110106", auditor)).Json["entry"]?[0]?["resource"];
            await Task.Delay(50, Cancellation);
        }

        Assert.Equal("gateway", (string?)found!["agent"]![0]!["who"]!["identifier"]!["value"]);
    }

    [Fact]
    public async Task No_event_holds_what_a_message_says()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", About), token);
        var next = "AuditEvent?_count=200";
        var auditor = await AuditorAsync();
        while (next is not null)
        {
            var page = await Gateway.GetAsync(next, auditor);
            Assert.DoesNotContain(Canary, page.Body, StringComparison.OrdinalIgnoreCase);
            next = (string?)page.Json["link"]!.AsArray().SingleOrDefault(link => (string?)link!["relation"] == "next")?["url"];
            next = next?[(Gateway.FhirBase.Length + 1)..];
        }
    }

    private static string QueryOf(Hl7.Fhir.Model.AuditEvent found) => Encoding.UTF8.GetString(found.Entity.Single(entity => entity.Query is not null).Query!);

    private static string CodeOf<TCode>(TCode? code)
        where TCode : struct, Enum => Hl7.Fhir.Utility.EnumUtility.GetLiteral(code!.Value)!;
}
