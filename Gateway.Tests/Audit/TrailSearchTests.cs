using System.Globalization;
using Gateway.Resources;
using Gateway.Tests.Bundles;
using Gateway.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Searches of AuditEvent and Provenance: what the columns answer, in stable pages, and nothing that they cannot.</summary>
public sealed class TrailSearchTests(GatewayFixture fixture) : TrailContract(fixture)
{
    private const string Words = "The splint rubs at night. Can it be made wider?";

    [Fact]
    public async Task An_event_is_found_by_all_that_it_says()
    {
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        var (sent, trail) = await TracedAsync(HttpMethod.Post, "Communication", ana, AMessage.From("ana-diaz", "ana-diaz", Words));
        var entry = trail[0];
        var auditor = await AuditorAsync();
        var at = entry.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var day = entry.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        foreach (var (hit, miss) in new[]
        {
            ($"_id={entry.Sequence}", "_id=1"),
            ("action=C", "action=R"),
            ("action=C,R", "action=D"),
            ("action:not=R", "action:not=C"),
            ("outcome=0", "outcome=4"),
            ("type=rest", "type=110114"),
            ("type=http://terminology.hl7.org/CodeSystem/audit-event-type|rest", "type=http://example.org|rest"),
            ("subtype=create", "subtype=read"),
            ("agent=Patient/ana-diaz", "agent=Patient/susie-smith"),
            ($"agent:identifier={entry.Client}", "agent:identifier=nobody"),
            ($"entity=Communication/{sent.Id}", "entity=Communication/nothing"),
            ("entity=Patient/ana-diaz", "entity=Patient/susie-smith"),
            ("patient=ana-diaz", "patient=susie-smith"),
            ("patient=Patient/ana-diaz", "patient=Patient/nobody"),
            ("address=127.0", "address=192.0.2"),
            ($"date={at}", "date=2019"),
            ($"date={day}", "date=lt2020"),
            ($"date=ge{at}", $"date=gt{at}"),
            ($"date=le{at}", $"date=lt{at}"),
            ($"_lastUpdated={at}", $"_lastUpdated=sa{at}"),
        })
        {
            Assert.True(IdsIn(await StrictAsync($"AuditEvent?entity=Communication/{sent.Id}&action=C&{hit}", auditor)).Any(), hit);
            Assert.False(IdsIn(await StrictAsync($"AuditEvent?entity=Communication/{sent.Id}&action=C&{miss}", auditor)).Any(), miss);
        }
    }

    [Theory]
    [InlineData("site=here")]
    [InlineData("entity-name=x")]
    [InlineData("action:missing=true")]
    [InlineData("type:text=rest")]
    [InlineData("entity:identifier=x")]
    [InlineData("entity.status=completed")]
    [InlineData("_has:Provenance:entity:agent=Patient/x")]
    [InlineData("_sort=action")]
    [InlineData("_include=AuditEvent:entity")]
    [InlineData("_revinclude=Provenance:target")]
    public async Task What_the_columns_cannot_answer_is_refused_or_left_out(string parameter)
    {
        var auditor = await AuditorAsync();

        Assert.Equal(400, (await Gateway.SendAsync(HttpMethod.Get, $"AuditEvent?{parameter}", auditor, headers: ("Prefer", "handling=strict"))).Status);
        var lenient = await Gateway.GetAsync($"AuditEvent?action=E&{parameter}", auditor);
        Assert.Equal(200, lenient.Status);
        Assert.EndsWith("AuditEvent?action=E", (string)lenient.Json["link"]![0]!["url"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_sort=-date")]
    [InlineData("_sort=date")]
    [InlineData("_sort=_lastUpdated")]
    public async Task Pages_are_stable_while_events_come_in(string sort)
    {
        var auditor = await AuditorAsync();
        var system = await SystemAsync();
        var made = new List<string>();
        var name = NewName();
        for (var i = 0; i < 11; i++)
        {
            var (_, trail) = await TracedAsync(HttpMethod.Get, $"Questionnaire?title={name}", system);
            made.Add(trail[0].Sequence.ToString(CultureInfo.InvariantCulture));
        }

        var window = $"_id={string.Join(',', made)}";
        var found = new List<string>();
        string? next = $"AuditEvent?{window}&{sort}&_count=3";
        while (next is not null)
        {
            var page = await Gateway.GetAsync(next, auditor);
            found.AddRange(IdsIn(page));
            await Gateway.GetAsync($"Questionnaire?title={name}", system);
            next = (string?)page.Json["link"]!.AsArray().SingleOrDefault(link => (string?)link!["relation"] == "next")?["url"];
            next = next?[(Gateway.FhirBase.Length + 1)..];
        }

        Assert.Equal(sort == "_sort=-date" ? made.AsEnumerable().Reverse() : made, found);
        Assert.Equal(11, (int)(await Gateway.GetAsync($"AuditEvent?{window}&_summary=count", auditor)).Json["total"]!);
        Assert.Equal(400, (await Gateway.GetAsync($"AuditEvent?{window}&_after=AAAA", auditor)).Status);
    }

    [Fact]
    public async Task The_compartment_and_POST_are_the_same_search()
    {
        var auditor = await AuditorAsync();
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", Words), await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz"));

        var direct = IdsIn(await Gateway.GetAsync("AuditEvent?patient=ana-diaz&action=C", auditor)).ToArray();
        Assert.NotEmpty(direct);
        Assert.Equal(direct, IdsIn(await Gateway.GetAsync("Patient/ana-diaz/AuditEvent?action=C", auditor)));
        Assert.Equal(direct, IdsIn(await Gateway.SendAsync(HttpMethod.Post, "AuditEvent/_search", auditor, "patient=ana-diaz&action=C", "application/x-www-form-urlencoded")));
        var batch = await Gateway.PostBundleAsync(ABundle.Of("batch", ABundle.Entry("GET", "AuditEvent?patient=ana-diaz&action=C"), ABundle.Entry("GET", $"AuditEvent/{direct[0]}")), auditor);
        Assert.Equal(direct, batch.Json["entry"]![0]!["resource"]!["entry"]!.AsArray().Select(entry => (string)entry!["resource"]!["id"]!));
        Assert.Equal(direct[0], (string)batch.Json["entry"]![1]!["resource"]!["id"]!);
    }

    [Fact]
    public async Task Every_event_of_a_busy_system_is_valid_and_keeps_the_profile_that_it_claims()
    {
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", Words), ana);
        await Gateway.GetAsync("Communication", ana);
        await Gateway.GetAsync("Communication/nowhere", ana);
        var page = await Gateway.GetAsync("AuditEvent?_count=500", await AuditorAsync());

        foreach (var entry in page.Json["entry"]!.AsArray())
        {
            Assert.True(FhirJson.TryParse<Hl7.Fhir.Model.AuditEvent>(
                System.Text.Encoding.UTF8.GetBytes(entry!["resource"]!.ToJsonString()), out var found, out var issues), string.Join('\n', issues));
            AssertKept(found);
        }
    }

    private Task<Answer> StrictAsync(string path, string token) => Gateway.SendAsync(HttpMethod.Get, path, token, headers: ("Prefer", "handling=strict"));
}
