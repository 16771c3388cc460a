using System.Text;
using Gateway.Storage;
using Gateway.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Who may read the trail: auditors and systems who looked at what, persons where their records come from, nobody what would betray a held message.</summary>
public sealed class TrailAccessTests(GatewayFixture fixture) : TrailContract(fixture)
{
    private const string Trail = "patient/AuditEvent.rs patient/Provenance.rs patient/Communication.cruds";

    private const string Words = "The new inhaler works well. When is my next check?";

    private const string AboutAnother = "My husband has a rash all over his back.";

    [Fact]
    public async Task Who_looked_at_a_chart_is_told_to_auditors_and_systems_and_to_no_person()
    {
        var (ana, susie) = (await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", Trail), await SusieAsync(Trail));
        var (message, made) = await TracedAsync(HttpMethod.Post, "Communication", ana, AMessage.From("ana-diaz", "ana-diaz", Words));
        var (_, looked) = await TracedAsync(HttpMethod.Get, $"Communication/{message.Id}", await SystemAsync());
        var (looks, place) = ($"AuditEvent?entity=Communication/{message.Id}&subtype=read", $"AuditEvent/{looked[0].Sequence}");

        foreach (var token in new[] { await AuditorAsync(), await SystemAsync() })
        {
            Assert.Contains(looked[0].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), IdsIn(await Gateway.GetAsync(looks, token)));
            Assert.Equal(200, (await Gateway.GetAsync(place, token)).Status);
        }

        foreach (var token in new[] { ana, susie, await Gateway.Ehr.TokenAsync("dr-lee", "ana-diaz", "user/*.rs patient/*.rs") })
        {
            Assert.Empty(IdsIn(await Gateway.GetAsync(looks, token)));
            Assert.Empty(IdsIn(await Gateway.GetAsync("AuditEvent?patient=ana-diaz", token)));
            Assert.Equal(404, (await Gateway.GetAsync(place, token)).Status);
        }

        Assert.Equal(200, (await Gateway.GetAsync($"Provenance/{made[0].Sequence}", ana)).Status);
        Assert.Equal(404, (await Gateway.GetAsync($"Provenance/{made[0].Sequence}", susie)).Status);
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
        Assert.Equal(404, (await Gateway.GetAsync($"AuditEvent/{made[0].Sequence}", reviewer)).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"Provenance/{made[0].Sequence}", reviewer)).Status);
    }

    [Fact]
    public async Task An_auditor_is_told_what_was_searched_for()
    {
        var query = $"Communication?sender=Patient/{Guid.NewGuid():N}";
        var (_, searched) = await TracedAsync(HttpMethod.Get, query, await Gateway.Ehr.TokenAsync("dr-lee", "ana-diaz", "patient/Communication.rs"));

        Assert.Equal("ana-diaz", searched[0].Chart);
        Assert.Equal(query, Encoding.UTF8.GetString((await EventAsync(searched[0])).Entity[0].Query!));
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
}
