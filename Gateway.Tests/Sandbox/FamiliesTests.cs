using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Tests.Support;
using global::Sandbox.Families;
using Hl7.Fhir.Serialization;

namespace Gateway.Tests.Sandbox;

/// <summary>The people of the sandbox are as documentation and other tests rely on.</summary>
public sealed class FamiliesTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private static readonly DateTimeOffset _day = new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero);

    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_seeded_resource_is_valid_R4()
    {
        var parser = new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
        foreach (var seeded in Seed.Everything(_day))
        {
            var reader = new Utf8JsonReader(seeded.Content);
            Assert.True(parser.TryDeserializeResource(ref reader, out var resource, out var issues),
                $"{seeded.Type}/{seeded.Id}: {string.Join("; ", issues.Select(issue => issue.Message))}");
            Assert.Equal((seeded.Type, seeded.Id), (resource!.TypeName, resource.Id));
        }
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_leads_somewhere()
    {
        var seed = Seed.Everything(_day);
        var known = seed.Select(resource => $"{resource.Type}/{resource.Id}").ToHashSet();
        Assert.Equal(seed.Count, known.Count);
        Assert.All(seed, resource => Assert.Matches("^[A-Za-z0-9.-]{1,64}$", resource.Id));
        Assert.All(seed.SelectMany(resource => References(resource.Content)), reference => Assert.Contains(reference, known));
    }

    [Fact]
    public void The_seed_is_the_same_for_everybody()
    {
        var (first, second) = (Seed.Everything(_day), Seed.Everything(_day));
        Assert.Equal(first.Select(resource => Encoding.UTF8.GetString(resource.Content)),
            second.Select(resource => Encoding.UTF8.GetString(resource.Content)));
    }

    [Fact]
    public void There_are_two_hundred_other_families_of_every_shape()
    {
        var households = GeneratedHouseholds.All();
        Assert.Equal(200, households.Count);
        Assert.Contains(households, household => household.People.Count == 1);
        Assert.Contains(households, household => household.People.Count >= 6);
        var roles = households.SelectMany(household => household.Proxies).Select(proxy => proxy.Relationship).ToHashSet();
        Assert.Superset(new HashSet<string> { "MTH", "FTH", "PRN", "GRPRN", "CHILD" }, roles);
        Assert.All(households.SelectMany(household => household.People), person => Assert.InRange(person.Age, 0, 100));
    }

    [Theory]
    [InlineData("susie-smith", 38)]
    [InlineData("johnny-smith", 6)]
    [InlineData("emma-smith", 15)]
    public async Task Ages_are_those_of_the_day_of_seeding(string patient, int age)
    {
        var token = await Ehr.TokenAsync("system");
        var chart = await Ehr.GetAsync($"Patient/{patient}", token, Cancel);
        var born = DateOnly.Parse(chart.GetProperty("birthDate").GetString()!, CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.InRange(today, born.AddYears(age), born.AddYears(age + 1).AddDays(-1));
    }

    [Fact]
    public async Task Susie_is_Johnnys_active_proxy_and_her_chart_says_so()
    {
        var token = await Ehr.TokenAsync("system");
        var proxies = Messages.Matches(await Ehr.GetAsync("RelatedPerson?patient=johnny-smith", token, Cancel)).ToList();
        var proxy = Assert.Single(proxies);
        Assert.Equal("susie-for-johnny", proxy.GetProperty("id").GetString());
        Assert.True(proxy.GetProperty("active").GetBoolean());
        Assert.False(proxy.GetProperty("period").TryGetProperty("end", out _));
        var mother = Assert.Single(Messages.Matches(await Ehr.GetAsync("Patient?link=RelatedPerson/susie-for-johnny", token, Cancel)));
        Assert.Equal("susie-smith", mother.GetProperty("id").GetString());
        Assert.Empty(Messages.Matches(await Ehr.GetAsync("RelatedPerson?patient=mark-smith", token, Cancel)));
    }

    [Fact]
    public async Task Anas_proxy_has_ended()
    {
        var proxy = await Ehr.GetAsync("RelatedPerson/ana-for-luis", await Ehr.TokenAsync("system"), Cancel);
        var end = DateOnly.Parse(proxy.GetProperty("period").GetProperty("end").GetString()!, CultureInfo.InvariantCulture);
        Assert.True(end < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task Chen_wei_was_merged_into_wei_chen()
    {
        var token = await Ehr.TokenAsync("system");
        var merged = await Ehr.GetAsync("Patient/chen-wei", token, Cancel);
        Assert.False(merged.GetProperty("active").GetBoolean());
        Assert.Equal(("Patient/wei-chen", "replaced-by"), Link(merged));
        Assert.Equal(("Patient/chen-wei", "replaces"), Link(await Ehr.GetAsync("Patient/wei-chen", token, Cancel)));
    }

    [Theory]
    [InlineData("Practitioner/dr-lee")]
    [InlineData("Practitioner/nurse-kim")]
    [InlineData("Practitioner/desk-park")]
    [InlineData("CareTeam/pool-refill")]
    [InlineData("CareTeam/pool-scheduling")]
    [InlineData("CareTeam/pool-billing")]
    [InlineData("CareTeam/pool-nurse-triage")]
    [InlineData("CareTeam/pool-on-call")]
    [InlineData("Organization/sandbox-clinic")]
    [InlineData("Encounter/susie-visit")]
    [InlineData("Encounter/johnny-visit")]
    [InlineData("Encounter/mark-visit")]
    [InlineData("Communication/susie-thread-1")]
    [InlineData("Communication/johnny-thread-1")]
    [InlineData("Patient/robert-smith-sr")]
    [InlineData("Patient/robert-smith-jr")]
    public async Task What_others_refer_to_is_there(string reference) =>
        Assert.Equal(reference.Split('/')[1],
            (await Ehr.GetAsync(reference, await Ehr.TokenAsync("system"), Cancel)).GetProperty("id").GetString());

    private static (string?, string?) Link(JsonElement patient)
    {
        var link = patient.GetProperty("link")[0];
        return (link.GetProperty("other").GetProperty("reference").GetString(), link.GetProperty("type").GetString());
    }

    private static IEnumerable<string> References(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return [.. Walk(document.RootElement)];
    }

    private static IEnumerable<string> Walk(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("reference") ? [property.Value.GetString()!] : Walk(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Walk),
        _ => [],
    };
}
