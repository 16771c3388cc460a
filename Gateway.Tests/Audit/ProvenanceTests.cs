using System.Text;
using System.Text.Json.Nodes;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Where each version comes from: who wrote it, for whom, and what it was made of.</summary>
public sealed class ProvenanceTests(GatewayFixture fixture) : TrailContract(fixture)
{
    [Fact]
    public async Task What_a_mother_writes_about_her_son_is_by_her_and_on_his_behalf()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "johnny-smith", "patient/*.cruds");
        var sent = await Gateway.PostAsync(AMessage.From("RelatedPerson/susie-for-johnny", "johnny-smith", "He has not slept well since the new drops. Shall we go on with them?"), token);
        Assert.Equal(201, sent.Status);

        var found = Assert.Single(await FindAsync($"target=Communication/{sent.Id}"));

        Assert.Equal($"Communication/{sent.Id}/_history/1", found.Target.Single().Reference);
        Assert.Equal("CREATE", found.Activity!.Coding[0].Code);
        Assert.Equal(("Patient/susie-smith", "Patient/johnny-smith"), (found.Agent[0].Who!.Reference, found.Agent[0].OnBehalfOf!.Reference));
        Assert.NotNull(found.Agent[1].Who!.Identifier!.Value);
    }

    [Fact]
    public async Task A_correction_names_the_version_that_it_revises()
    {
        var system = await SystemAsync();
        var created = await CreateAsync(ARequest(), system);
        await PutAsync($"CommunicationRequest/{created.Id}", JsonNode.Parse(created.Body)!.AsObject().With("language", "en"), system);
        await Gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest/{created.Id}", system);

        var found = await FindAsync($"target=CommunicationRequest/{created.Id}&_sort=recorded");

        Assert.Equal(["CREATE", "UPDATE", "DELETE"], found.Select(provenance => provenance.Activity!.Coding[0].Code));
        Assert.Empty(found[0].Entity);
        Assert.Equal($"CommunicationRequest/{created.Id}/_history/1", found[1].Entity.Single().What!.Reference);
        Assert.Null(found[0].Agent[0].Who!.Reference);
    }

    [Fact]
    public async Task It_is_found_by_target_agent_patient_and_time_and_only_of_what_was_made()
    {
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var sent = await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", "Is the flu vaccine here yet?"), ana);
        await Gateway.GetAsync($"Communication/{sent.Id}", ana);

        foreach (var query in new[] { "agent=Patient/ana-diaz", "patient=ana-diaz", "recorded=ge2026", "_lastUpdated=gt2025" })
        {
            Assert.Single(await FindAsync($"target=Communication/{sent.Id}&{query}"));
        }

        foreach (var query in new[] { "agent=Patient/susie-smith", "patient=susie-smith", "recorded=lt2026" })
        {
            Assert.Empty(await FindAsync($"target=Communication/{sent.Id}&{query}"));
        }

        Assert.Equal(200, (await Gateway.GetAsync("Provenance?patient=ana-diaz", ana)).Status);
        Assert.Empty(IdsIn(await Gateway.GetAsync($"Provenance?target=Communication/{sent.Id}", await SusieAsync())));
        var (_, looked) = await TracedAsync(HttpMethod.Get, $"Communication/{sent.Id}", ana);
        Assert.Equal(404, (await Gateway.GetAsync($"Provenance/{looked[0].Sequence}", await AuditorAsync())).Status);
    }

    [Fact]
    public async Task A_search_of_messages_brings_their_provenance_along_for_who_may_see_it()
    {
        var sent = await Gateway.PostAsync(
            AMessage.From("ana-diaz", "ana-diaz", "Can I have the letter in Spanish?"), await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz"));
        var path = $"Communication?_id={sent.Id}&_revinclude=Provenance:target";

        foreach (var (scope, expected) in new[] { ("patient/*.rs", 1), ("patient/Communication.rs", 0) })
        {
            var page = await Gateway.SendAsync(
                HttpMethod.Get, path, await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", scope), headers: ("Prefer", "handling=strict"));
            Assert.Equal(200, page.Status);
            var included = page.Json["entry"]!.AsArray().Where(entry => (string?)entry!["search"]!["mode"] == "include").ToArray();
            Assert.Equal(expected, included.Length);
            Assert.All(included, entry => Assert.Equal($"Communication/{sent.Id}/_history/1", (string?)entry!["resource"]!["target"]![0]!["reference"]));
        }
    }

    private async Task<List<Provenance>> FindAsync(string query)
    {
        var page = await Gateway.GetAsync($"Provenance?{query}", await AuditorAsync());
        Assert.Equal(200, page.Status);
        return [.. (page.Json["entry"]?.AsArray() ?? []).Select(entry =>
        {
            Assert.True(FhirJson.TryParse<Provenance>(Encoding.UTF8.GetBytes(entry!["resource"]!.ToJsonString()), out var found, out var issues), string.Join('\n', issues));
            Assert.Empty(ProfileValidator.Validate(found));
            return found;
        })];
    }
}
