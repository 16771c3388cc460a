using System.Text;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Who may read the trail: patients what happened in their chart, auditors all, nobody what would betray a held message.</summary>
public sealed class TrailAccessTests(GatewayFixture fixture) : TrailContract(fixture)
{
    private const string Trail = "patient/AuditEvent.rs patient/Provenance.rs patient/Communication.cruds";

    private const string Words = "The new inhaler works well. When is my next check?";

    private const string AboutAnother = "My husband has a rash all over his back.";

    [Fact]
    public async Task A_patient_sees_who_looked_at_her_chart_and_nothing_of_another()
    {
        var (ana, susie) = (await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail), await SusieAsync(Trail));
        var id = (await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", Words), ana)).Id;
        await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", Words), susie);
        var (_, looked) = await TracedAsync(HttpMethod.Get, $"Communication/{id}", await SystemAsync());

        var hers = await Gateway.GetAsync($"AuditEvent?entity=Communication/{id}&subtype=read", ana);
        Assert.Equal([looked[0].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)], IdsIn(hers));

        var all = await AllAsync("AuditEvent?_count=100", ana);
        Assert.NotEmpty(all);
        Assert.All(all, found => Assert.Contains("Patient/ana-diaz", found.ToJsonString(), StringComparison.Ordinal));
        Assert.All(all, found => Assert.DoesNotContain("Patient/susie-smith\"},\"type\":{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-entity-type", found.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(404, (await Gateway.GetAsync($"AuditEvent/{looked[0].Sequence}", susie)).Status);
        Assert.Empty(IdsIn(await Gateway.GetAsync($"AuditEvent?_id={looked[0].Sequence}", susie)));
        Assert.Empty(IdsIn(await Gateway.GetAsync("AuditEvent?patient=ana-diaz", susie)));
        Assert.Equal(403, (await Gateway.GetAsync("AuditEvent", await SusieAsync("patient/Communication.cruds"))).Status);
    }

    [Fact]
    public async Task A_held_message_is_betrayed_by_no_event_to_the_reader_of_the_wrong_chart()
    {
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail);
        var (held, made) = await TracedAsync(HttpMethod.Post, "Communication", ana, AMessage.From("ana-diaz", "ana-diaz", AboutAnother));
        Assert.Equal(AuditOutcome.Held, Assert.Single(made).Outcome);
        var reviewer = await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/*.rs gateway/review");
        var (_, read) = await TracedAsync(HttpMethod.Get, $"Communication/{held.Id}", reviewer);
        var (_, found) = await TracedAsync(HttpMethod.Get, $"Communication?_id={held.Id}", reviewer);
        var (_, denied) = await TracedAsync(HttpMethod.Get, $"Communication/{held.Id}", await SystemAsync());
        Assert.Equal(AuditOutcome.Denied, denied[0].Outcome);

        AuditEntry[] guarded = [.. made, .. read, .. found, .. denied];
        foreach (var token in new[] { ana, await SystemAsync() })
        {
            foreach (var entry in guarded)
            {
                Assert.Equal(404, (await Gateway.GetAsync($"AuditEvent/{entry.Sequence}", token)).Status);
                Assert.Equal(404, (await Gateway.GetAsync($"Provenance/{entry.Sequence}", token)).Status);
            }

            Assert.Empty(IdsIn(await Gateway.GetAsync($"AuditEvent?entity=Communication/{held.Id}", token)));
            Assert.Empty(IdsIn(await Gateway.GetAsync($"Provenance?target=Communication/{held.Id}", token)));
            Assert.Equal(0, (int)(await Gateway.GetAsync($"AuditEvent?entity=Communication/{held.Id}&_summary=count", token)).Json["total"]!);
        }

        Assert.All(guarded, entry => Assert.True(entry.Quarantined));
        var auditor = await AuditorAsync();
        Assert.Equal(200, (await Gateway.GetAsync($"AuditEvent/{made[0].Sequence}", auditor)).Status);
        Assert.Equal("held for review", (await EventAsync(made[0])).OutcomeDesc);
        Assert.Equal(200, (await Gateway.GetAsync($"AuditEvent/{made[0].Sequence}", reviewer)).Status);
    }

    [Fact]
    public async Task What_others_searched_for_is_shown_to_auditors_only()
    {
        var query = $"Communication?sender=Patient/{Guid.NewGuid():N}";
        var (_, clinic) = await TracedAsync(HttpMethod.Get, query, await Gateway.Ehr.TokenAsync("dr-lee", "ana-diaz", "patient/Communication.rs"));
        Assert.Equal("ana-diaz", clinic[0].Chart);

        var ana = await Gateway.GetAsync($"AuditEvent/{clinic[0].Sequence}", await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail));

        Assert.Equal("Communication?", Encoding.UTF8.GetString(Convert.FromBase64String((string)ana.Json["entity"]![0]!["query"]!)));
        Assert.Equal(query, Encoding.UTF8.GetString((await EventAsync(clinic[0])).Entity[0].Query!));
        var (_, own) = await TracedAsync(HttpMethod.Get, "Communication?status=completed", await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail));
        var hers = await Gateway.GetAsync($"AuditEvent/{own[0].Sequence}", await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail));
        Assert.Equal("Communication?status=completed", Encoding.UTF8.GetString(Convert.FromBase64String((string)hers.Json["entity"]![0]!["query"]!)));
    }

    [Fact]
    public async Task An_auditor_needs_the_scope_for_the_type_as_well()
    {
        Assert.Equal(403, (await Gateway.GetAsync("AuditEvent", await Gateway.Ehr.TokenAsync("nurse-kim", scope: "gateway/audit"))).Status);
        Assert.Equal(0, (int)(await Gateway.GetAsync("AuditEvent", await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/AuditEvent.rs"))).Json["total"]!);
    }

    [Fact]
    public async Task Reading_the_trail_leaves_its_own_events()
    {
        var (_, searched) = await TracedAsync(HttpMethod.Get, "AuditEvent?_count=1", await AuditorAsync());
        var (_, read) = await TracedAsync(HttpMethod.Get, $"AuditEvent/{searched[0].Sequence}", await AuditorAsync());

        Assert.Equal((AuditAction.Search, "AuditEvent"), (Assert.Single(searched).Action, searched[0].Resource));
        Assert.Equal((AuditAction.Read, $"AuditEvent/{searched[0].Sequence}"), (Assert.Single(read).Action, read[0].Resource));
        await EventAsync(read[0]);
    }

    [Theory]
    [InlineData("POST", "AuditEvent")]
    [InlineData("PUT", "AuditEvent/1")]
    [InlineData("PATCH", "AuditEvent/1")]
    [InlineData("DELETE", "AuditEvent/1")]
    [InlineData("DELETE", "Provenance/1")]
    public async Task Nobody_writes_it(string method, string path)
    {
        var answer = await Gateway.SendAsync(new HttpMethod(method), path, await SystemAsync(), """{"resourceType":"AuditEvent"}""");

        Assert.Equal(405, answer.Status);
    }

    private async Task<List<JsonNode>> AllAsync(string next, string token)
    {
        List<JsonNode> found = [];
        for (string? path = next; path is not null;)
        {
            var page = await Gateway.GetAsync(path, token);
            Assert.Equal(200, page.Status);
            found.AddRange((page.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!));
            path = (string?)page.Json["link"]!.AsArray().SingleOrDefault(link => (string?)link!["relation"] == "next")?["url"];
            path = path?[(Gateway.FhirBase.Length + 1)..];
        }

        return found;
    }
}
