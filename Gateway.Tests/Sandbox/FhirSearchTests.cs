using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Tests.Support;

namespace Gateway.Tests.Sandbox;

/// <summary>Searching the EHR: by what its users need, strictly, page by page.</summary>
public sealed class FhirSearchTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Patient?_id=susie-smith,mark-smith", 2)]
    [InlineData("Patient?identifier=https://fhirmessaging.org/fhir/sid/sandbox-mrn|100001", 1)]
    [InlineData("Patient?identifier=https://other.example|100001", 0)]
    [InlineData("Patient?name=robert&family=smith", 2)]
    [InlineData("Patient?given=chen&active=false", 1)]
    [InlineData("Patient?_id=johnny-smith&birthdate=lt1990", 0)]
    [InlineData("RelatedPerson?patient=Patient/emma-smith&relationship=MTH", 1)]
    [InlineData("RelatedPerson?patient=johnny-smith&active=true", 1)]
    [InlineData("Practitioner?name=lee", 1)]
    [InlineData("PractitionerRole?practitioner=Practitioner/dr-lee", 1)]
    [InlineData("CareTeam?patient=johnny-smith&participant=Practitioner/dr-lee", 1)]
    [InlineData("CareTeam?_id=pool-refill", 1)]
    [InlineData("Encounter?patient=susie-smith", 1)]
    [InlineData("Communication?_id=johnny-thread-1", 1)]
    [InlineData("Communication?patient=johnny-smith&sender=RelatedPerson/susie-for-johnny", 1)]
    [InlineData("Communication?recipient=Practitioner/dr-lee&status=completed&patient=johnny-smith", 1)]
    [InlineData("Communication?patient=johnny-smith&sent=ge2000-01-01", 1)]
    [InlineData("Communication?patient=johnny-smith&sent=lt2000", 0)]
    [InlineData("Communication?patient=johnny-smith&_lastUpdated=lt2000", 0)]
    [InlineData("Communication?_lastUpdated=ge2100-01-01", 0)]
    public async Task Finds_what_was_asked_for(string query, int total)
    {
        var bundle = await Ehr.GetAsync(query, await Ehr.TokenAsync("system"), Cancel);
        Assert.Equal(total, bundle.GetProperty("total").GetInt32());
        Assert.Equal(total, Messages.Matches(bundle).Count());
    }

    [Fact]
    public async Task A_search_by_form_is_the_same_search()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Ehr.FhirBase}/Patient/_search?_id=mark-smith");
        request.Headers.Authorization = new("Bearer", await Ehr.TokenAsync("system"));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("_id", "susie-smith")]);
        using var answer = await Ehr.Http.SendAsync(request, Cancel);
        var found = Assert.Single(Messages.Matches(await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)));
        Assert.Equal("susie-smith", found.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("identifier=https://other.example|1&shoe-size=43", HttpStatusCode.OK)]
    [InlineData("_format=json&_id=mark-smith", HttpStatusCode.OK)]
    [InlineData("_format=xml", HttpStatusCode.NotAcceptable)]
    public async Task Of_a_search_by_form_the_address_says_the_format_alone(string query, HttpStatusCode status)
    {
        using var answer = await Ehr.SendAsync(
            HttpMethod.Post, $"Patient/_search?{query}", await Ehr.TokenAsync("system"), "_id=susie-smith", "application/x-www-form-urlencoded", Cancel);

        Assert.Equal(status, answer.StatusCode);
        var found = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(status == HttpStatusCode.OK ? ["susie-smith"] : [], Messages.Matches(found).Select(match => match.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task In_the_order_of_change_it_does_not_count()
    {
        var bundle = await Ehr.GetAsync("Communication?_lastUpdated=ge2100-01-01&_sort=_lastUpdated", await Ehr.TokenAsync("system"), Cancel);
        Assert.False(bundle.TryGetProperty("total", out _));
        Assert.Equal("outcome", Assert.Single(bundle.GetProperty("entry").EnumerateArray()).GetProperty("search").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_searchset_that_says_4101()
    {
        var bundle = await Ehr.GetAsync("Patient?_id=nobody", await Ehr.TokenAsync("system"), Cancel);
        var entry = Assert.Single(bundle.GetProperty("entry").EnumerateArray());
        Assert.Equal("outcome", entry.GetProperty("search").GetProperty("mode").GetString());
        Assert.Equal(["4101"], Messages.Codes(entry.GetProperty("resource")));
    }

    [Theory]
    [InlineData("Patient?shoe-size=43", "4100")]
    [InlineData("Patient?name:exact=Susie", "4100")]
    [InlineData("Patient?birthdate=soon", "4100")]
    [InlineData("Communication?_count=many", "4100")]
    [InlineData("Communication?page=x", "4113")]
    [InlineData("Communication?page=1-2-3", "4113")]
    [InlineData("Communication?_lastUpdated=soon", "4100")]
    [InlineData("Communication?_sort=sent", "4100")]
    [InlineData("Patient?_sort=_lastUpdated", "4100")]
    public async Task A_parameter_it_does_not_understand_is_refused(string query, string code)
    {
        using var answer = await Ehr.SendAsync(HttpMethod.Get, query, await Ehr.TokenAsync("system"), cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([code], Messages.Codes(await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)));
    }

    [Theory]
    [InlineData("Patient?family=smith&_count=2", 6)]
    [InlineData("Communication?patient=robert-smith-sr&_count=2", 5)]
    [InlineData("Communication?patient=robert-smith-sr&_lastUpdated=ge2026-01-01&_sort=_lastUpdated&_count=2", 5)]
    public async Task Pages_lead_to_everything_once(string query, int least)
    {
        var token = await Ehr.TokenAsync("system");
        for (var i = 0; i < 5; i++)
        {
            var body = Messages.About("robert-smith-sr", $"page-{i}").ToJsonString();
            using var created = await Ehr.SendAsync(HttpMethod.Post, "Communication", token, body, cancellationToken: Cancel);
            created.EnsureSuccessStatusCode();
        }

        var ids = new List<string?>();
        for (var next = query; next is not null;)
        {
            var bundle = await Ehr.GetAsync(next, token, Cancel);
            Assert.InRange(Messages.Matches(bundle).Count(), 1, 2);
            ids.AddRange(Messages.Matches(bundle).Select(match => match.GetProperty("id").GetString()));
            next = bundle.GetProperty("link").EnumerateArray()
                .Where(link => link.GetProperty("relation").ValueEquals("next"))
                .Select(link => link.GetProperty("url").GetString()![(Ehr.FhirBase.Length + 1)..])
                .FirstOrDefault();
        }

        Assert.True(ids.Count >= least);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
