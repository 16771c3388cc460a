using System.Collections.Concurrent;
using Gateway.Charts;
using Gateway.Connections;
using Gateway.Policies;
using Gateway.Recipients;
using Gateway.References;
using Gateway.Routing;
using Gateway.Tests.Connections;
using Gateway.Tests.Support;
using Gateway.Triage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Recipients;

/// <summary>What becomes of the list when the EHR shows only a part.</summary>
public sealed class RecipientsReaderTests : IAsyncLifetime
{
    private static readonly RoutingRules OnePool = PolicyDocument.Default().Routing with
    {
        ByIntent = PolicyDocument.Default().Routing.ByIntent.Clear().Add(Intent.Refill, new ResourceKey("CareTeam", "pool")),
    };

    private readonly ConcurrentDictionary<string, (int Status, string Body)> _resources = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private WebApplication _ehr = null!;
    private ConnectedHost _host = null!;
    private RecipientsReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHybridCache();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _ehr = builder.Build();
        _ehr.Map("/fhir/{**path}", AnswerAsync);
        await _ehr.StartAsync(TestContext.Current.CancellationToken);
        var fhirBase = new Uri(_ehr.Urls.Single() + "/fhir");
        _host = ConnectedHost.To(fhirBase);
        var cache = new DirectoryCache(_ehr.Services.GetRequiredService<HybridCache>(), Options.Create(new ChartsOptions()));
        _reader = new RecipientsReader(_host.Get<EhrClient>(), cache, Options.Create(new EhrOptions { FhirBase = fhirBase }));

        Has("Patient/p", """{"resourceType":"Patient","id":"p","generalPractitioner":[{"reference":"Practitioner/gp","display":"Dr. Lee"}]}""");
        Has("CareTeam", """
            {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"CareTeam","id":"t","status":"active",
            "participant":[{"member":{"reference":"PractitionerRole/nurse"}}]}}]}
            """);
        Has("Practitioner/gp", """{"resourceType":"Practitioner","id":"gp","name":[{"text":"Min Lee"}]}""");
        Has("PractitionerRole/nurse", """{"resourceType":"PractitionerRole","id":"nurse","practitioner":{"reference":"Practitioner/kim"},"code":[{"text":"Nurse"}]}""");
        Has("Practitioner/kim", """{"resourceType":"Practitioner","id":"kim","name":[{"given":["Jae"],"family":"Kim"}]}""");
        Has("CareTeam/pool", """{"resourceType":"CareTeam","id":"pool","status":"active","name":"Refill requests"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _ehr.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_is_there_under_the_EHRs_names() =>
        Assert.Equal(["Min Lee", "Jae Kim", "Refill requests"], await NamesAsync());

    [Fact]
    public async Task An_EHR_that_shows_no_care_teams_leaves_the_doctor_and_the_pools()
    {
        Answers("CareTeam", 403);

        Assert.Equal(["Min Lee", "Refill requests"], await NamesAsync());
    }

    [Fact]
    public async Task Whom_the_EHR_does_not_show_is_called_as_the_chart_calls_her()
    {
        Answers("Practitioner/gp", 403);

        Assert.Equal(["Dr. Lee", "Jae Kim", "Refill requests"], await NamesAsync());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Who_was_deleted_is_left_out(int status)
    {
        Answers("Practitioner/gp", status);

        Assert.Equal(["Jae Kim", "Refill requests"], await NamesAsync());
    }

    [Fact]
    public async Task A_role_goes_with_who_holds_it()
    {
        Has("Practitioner/kim", """{"resourceType":"Practitioner","id":"kim","active":false,"name":[{"text":"Jae Kim"}]}""");

        Assert.Equal(["Min Lee", "Refill requests"], await NamesAsync());
    }

    [Fact]
    public async Task A_role_whose_holder_is_not_shown_is_called_by_what_it_is()
    {
        Answers("Practitioner/kim", 403);

        Assert.Equal(["Min Lee", "Nurse", "Refill requests"], await NamesAsync());
    }

    [Theory]
    [InlineData("Patient/p")]
    [InlineData("CareTeam")]
    [InlineData("Practitioner/gp")]
    [InlineData("Practitioner/kim")]
    [InlineData("CareTeam/pool")]
    public async Task A_list_with_holes_is_not_given_out(string path)
    {
        Answers(path, 503);

        Assert.IsType<Lookup<RecipientFacts>.Unavailable>(await ReadAsync());
    }

    [Fact]
    public async Task Asking_again_costs_the_EHR_nothing()
    {
        await NamesAsync();
        var first = _asked.Count;

        await NamesAsync();

        Assert.Equal(first, _asked.Count);
    }

    private void Has(string path, string body) => _resources[path] = (StatusCodes.Status200OK, body);

    private void Answers(string path, int status) => _resources[path] = (status, "{}");

    private ValueTask<Lookup<RecipientFacts>> ReadAsync() => _reader.ReadAsync(new PatientId("p"), OnePool, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> NamesAsync() => RecipientsPolicy
        .ChoicesFor(Assert.IsType<Lookup<RecipientFacts>.Found>(await ReadAsync()).Facts, OnePool, Smiths.Today)
        .Select(choice => choice.Display);

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!["/fhir/".Length..];
        _asked.Enqueue(path);
        var (status, body) = _resources.TryGetValue(path, out var resource) ? resource : (StatusCodes.Status404NotFound, "{}");
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}
