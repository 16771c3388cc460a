using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Storage;
using Gateway.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>Who was turned away, and why, is in the trail; the answer says no more than that there is nothing, or that the token does not do.</summary>
public sealed class DenialTests(GatewayFixture fixture) : TrailContract(fixture)
{
    private const string Words = "Since the move my wrists ache every morning. Is that the new desk?";

    [Fact]
    public async Task A_look_into_another_chart_is_answered_as_nothing_and_recorded_as_denied()
    {
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var id = (await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", Words), ana)).Id;
        var susie = await SusieAsync();

        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Get, $"Communication/{id}", null),
            (HttpMethod.Get, $"Communication/{id}/_history/1", null),
            (HttpMethod.Get, $"Communication/{id}/_history", null),
            (HttpMethod.Put, $"Communication/{id}", (JsonNode)AMessage.From("susie-smith", "susie-smith", Words).With("id", id)),
            (HttpMethod.Patch, $"Communication/{id}", JsonNode.Parse("[]")),
        })
        {
            var (hidden, trail) = await TracedAsync(method, path, susie, body, method == HttpMethod.Patch ? "application/json-patch+json" : "application/fhir+json");
            Assert.Equal(404, hidden.Status);
            var entry = Assert.Single(trail);
            Assert.Equal(
                (AuditOutcome.Denied, AuditEntries.NotVisible, "ana-diaz", $"Communication/{id}", "Patient/susie-smith"),
                (entry.Outcome, entry.Why, entry.Chart, entry.Resource, entry.Person));
            var found = await EventAsync(entry);
            Assert.Equal("denied: not-visible", found.OutcomeDesc);

            // No byte of the answer tells it from what is not there.
            var (absent, ofAbsent) = await TracedAsync(HttpMethod.Get, path.Replace(id, Guid.NewGuid().ToString("D"), StringComparison.Ordinal), susie);
            Assert.Equal(AuditOutcome.NotFound, Assert.Single(ofAbsent).Outcome);
            if (method == HttpMethod.Get)
            {
                Assert.Equal(absent.Body, hidden.Body);
            }
        }
    }

    [Fact]
    public async Task A_delete_of_what_is_hidden_is_answered_as_done_and_recorded_as_denied()
    {
        var created = await CreateAsync(ARequest("ana-diaz"), await SystemAsync());

        var (answer, trail) = await TracedAsync(HttpMethod.Delete, $"CommunicationRequest/{created.Id}", await SusieAsync());

        Assert.Equal(204, answer.Status);
        Assert.Equal((AuditAction.Delete, AuditOutcome.Denied, AuditEntries.NotVisible), (Assert.Single(trail).Action, trail[0].Outcome, trail[0].Why));
        Assert.Equal(200, (await Gateway.GetAsync($"CommunicationRequest/{created.Id}", await SystemAsync())).Status);
    }

    [Fact]
    public async Task A_token_that_does_not_do_leaves_who_tried_what()
    {
        var token = await SusieAsync("patient/Communication.r");
        foreach (var (method, path, action) in new[]
        {
            (HttpMethod.Post, "Communication", AuditAction.Create),
            (HttpMethod.Put, "Consent/c1", AuditAction.Update),
            (HttpMethod.Patch, "Consent/c1", AuditAction.Patch),
            (HttpMethod.Delete, "Consent/c1", AuditAction.Delete),
            (HttpMethod.Delete, "Consent?status=draft", AuditAction.Delete),
            (HttpMethod.Get, "Consent?status=draft", AuditAction.Search),
            (HttpMethod.Get, "Consent/_history", AuditAction.HistoryType),
            (HttpMethod.Get, "_history", AuditAction.HistorySystem),
            (HttpMethod.Post, "Communication/$check", AuditAction.Operation),
            (HttpMethod.Post, "$process-message", AuditAction.Create),
        })
        {
            var (answer, trail) = await TracedAsync(method, path, token, method == HttpMethod.Get || method == HttpMethod.Delete ? null : new JsonObject());
            Assert.True(answer.Status == 403, $"{method} {path}: {answer.Status}");
            Assert.Equal((action, AuditOutcome.Denied, AuditEntries.WithoutScope), (Assert.Single(trail).Action, trail[0].Outcome, trail[0].Why));
            Assert.Equal("denied: scope", (await EventAsync(trail[0])).OutcomeDesc);
        }
    }

    [Fact]
    public async Task A_write_into_another_chart_leaves_whose_chart_it_was()
    {
        var (answer, trail) = await TracedAsync(HttpMethod.Post, "CommunicationRequest", await SusieAsync(), ARequest("ana-diaz"));

        Assert.Equal(403, answer.Status);
        Assert.Equal((AuditOutcome.Denied, AuditEntries.NotInChart, "ana-diaz"), (Assert.Single(trail).Outcome, trail[0].Why, trail[0].Chart));
    }

    [Fact]
    public async Task A_request_without_a_token_leaves_nothing()
    {
        var id = $"test-{Guid.NewGuid():N}";
        await Gateway.SendAsync(HttpMethod.Get, "Communication", null, headers: ("X-Request-Id", id));

        Assert.DoesNotContain(id, (await Gateway.GetAsync("AuditEvent?_count=50", await AuditorAsync())).Body, StringComparison.Ordinal);
    }
}
