using System.Text.Json.Nodes;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Policies.Versions;

/// <summary>Operators write a policy, put it in force and bring an earlier one back, and messages are decided by it.</summary>
public sealed class PolicyVersionsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_draft_decides_nothing_and_once_in_force_it_decides_at_once()
    {
        var document = Fresh().Set("/subjects/someoneElseWithChart", "hold");
        var number = await Gateway.DraftAsync(document);
        Assert.Equal(422, (await AboutJohnnyAsync()).Status);

        var activated = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate");

        Assert.Equal((200, "inForce"), (activated.Status, (string?)activated.Json["status"]));
        Assert.Equal("on-hold", (string?)(await AboutJohnnyAsync()).Json["status"]);
        Assert.Equal((string?)document["version"], (await LastDecisionAsync()).PolicyVersion);
        await Gateway.PutInForceAsync(Fresh());
    }

    [Fact]
    public async Task An_earlier_one_comes_back_as_a_new_version_and_the_history_stays()
    {
        var first = await Gateway.PutInForceAsync(Fresh());
        var second = await Gateway.PutInForceAsync(Fresh().Set("/subjects/someoneElseWithChart", "hold"));

        var back = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{first}/$roll-back");

        Assert.Equal(201, back.Status);
        Assert.Equal((first, "inForce"), ((int)back.Json["madeFrom"]!, (string?)back.Json["status"]));
        var name = (string)back.Json["version"]!;
        Assert.Equal(422, (await AboutJohnnyAsync()).Status);
        Assert.Equal(name, (await LastDecisionAsync()).PolicyVersion);
        Assert.Equal(name, (string?)back.Json["document"]!["version"]);
        foreach (var retired in (int[])[first, second])
        {
            var read = await Gateway.PoliciesAsync(HttpMethod.Get, $"/{retired}");
            Assert.Equal((200, "retired"), (read.Status, (string?)read.Json["status"]));
            Assert.Equal(409, (await Gateway.PoliciesAsync(HttpMethod.Put, $"/{retired}", Fresh(), read.Headers["ETag"])).Status);
            Assert.Equal(409, (await Gateway.PoliciesAsync(HttpMethod.Delete, $"/{retired}")).Status);
        }

        Assert.Equal(409, (await Gateway.PoliciesAsync(HttpMethod.Post, $"/{(int)back.Json["number"]!}/$roll-back")).Status);
    }

    [Fact]
    public async Task A_draft_is_read_replaced_as_it_was_read_and_deleted()
    {
        var document = Fresh();
        var created = await Gateway.PoliciesAsync(HttpMethod.Post, "", document);
        var path = $"/{(int)created.Json["number"]!}";
        Assert.Equal((201, $"/admin/policies{path}"), (created.Status, created.Location));

        var read = await Gateway.PoliciesAsync(HttpMethod.Get, path);
        Assert.Equal((200, "draft"), (read.Status, (string?)read.Json["status"]));
        Assert.True(JsonNode.DeepEquals(document, read.Json["document"]));
        Assert.Equal(created.Headers["ETag"], read.Headers["ETag"]);

        var changed = document.DeepClone().AsObject().Set("/subjects/several", "ask");
        Assert.Equal(428, (await Gateway.PoliciesAsync(HttpMethod.Put, path, changed)).Status);
        var replaced = await Gateway.PoliciesAsync(HttpMethod.Put, path, changed, read.Headers["ETag"]);
        Assert.Equal(200, replaced.Status);
        Assert.NotEqual(read.Headers["ETag"], replaced.Headers["ETag"]);
        Assert.Equal(412, (await Gateway.PoliciesAsync(HttpMethod.Put, path, document, read.Headers["ETag"])).Status);
        Assert.Equal(412, (await Gateway.PoliciesAsync(HttpMethod.Post, $"{path}/$activate", ifMatch: read.Headers["ETag"])).Status);

        Assert.Equal(204, (await Gateway.PoliciesAsync(HttpMethod.Delete, path, ifMatch: replaced.Headers["ETag"])).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Post, $"{path}/$activate")).Status);
    }

    [Fact]
    public async Task A_bad_policy_is_refused_with_every_reason_and_the_old_one_stays()
    {
        var inForce = (int)(await Gateway.InForceAsync())["number"]!;
        var bad = Fresh().Set("/subjects/several", "file").Set("/routing/byIntent/refill", "the refill desk").Set("/colour", "blue");

        var refused = await Gateway.PoliciesAsync(HttpMethod.Post, "", bad);
        var validated = await Gateway.PoliciesAsync(HttpMethod.Post, "/$validate", bad);

        Assert.Equal((422, 200), (refused.Status, validated.Status));
        foreach (var answer in (Answer[])[refused, validated])
        {
            Assert.Superset(new HashSet<string> { "/subjects/several", "/routing/byIntent/refill", "/colour" }, PlacesIn(answer));
        }

        Assert.Equal(inForce, (int)(await Gateway.InForceAsync())["number"]!);
        Assert.Equal("informational", (string?)(await Gateway.PoliciesAsync(HttpMethod.Post, "/$validate", Fresh())).Json["issue"]![0]!["code"]);
    }

    [Fact]
    public async Task Two_versions_never_have_one_name()
    {
        var document = Fresh();
        await Gateway.DraftAsync(document);

        Assert.Equal(409, (await Gateway.PoliciesAsync(HttpMethod.Post, "", document)).Status);
    }

    [Fact]
    public async Task Of_many_drafts_and_activations_at_once_one_is_in_force_and_who_came_too_late_is_told()
    {
        var numbers = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            numbers.Add(await Gateway.DraftAsync(Fresh()));
        }

        var answers = await Task.WhenAll(numbers.Select(number => Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate")));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Body));
        Assert.Contains(answers, answer => answer.Status == 200);
        var list = (await Gateway.PoliciesAsync(HttpMethod.Get)).Json;
        Assert.Single(list["versions"]!.AsArray(), version => (string?)version!["status"] == "inForce");
        Assert.Contains((int)list["inForce"]!, numbers);
    }

    [Fact]
    public async Task What_begins_later_is_planned_and_can_be_called_off()
    {
        var inForce = (int)(await Gateway.InForceAsync())["number"]!;
        var number = await Gateway.DraftAsync(Fresh().Set("/effective/from", "2099-01-01T00:00:00Z").Set("/effective/until", "2099-02-01T00:00:00-06:00"));

        var planned = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate");

        Assert.Equal((200, "planned"), (planned.Status, (string?)planned.Json["status"]));
        Assert.Equal(inForce, (int)(await Gateway.InForceAsync())["number"]!);
        Assert.Equal(409, (await Gateway.PoliciesAsync(HttpMethod.Post, $"/{inForce}/$withdraw")).Status);
        var withdrawn = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$withdraw");
        Assert.Equal((200, "retired"), (withdrawn.Status, (string?)withdrawn.Json["status"]));
    }

    [Fact]
    public async Task A_time_that_is_over_is_refused()
    {
        var number = await Gateway.DraftAsync(Fresh().Set("/effective/until", "2020-01-01T00:00:00Z"));

        var answer = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate");

        Assert.Equal(422, answer.Status);
        Assert.Contains("/effective/until", PlacesIn(answer));
    }

    [Fact]
    public async Task Each_change_is_on_record_with_who_made_it()
    {
        var number = await Gateway.PutInForceAsync(Fresh());
        await Gateway.PutInForceAsync(Fresh());
        await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$roll-back");

        await using var db = await DatabaseAsync();
        var entries = await db.Audit.Where(entry => entry.Resource == "admin" && entry.Query!.StartsWith("policies/")).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains(entries, entry => entry.Query == $"policies/{number}/$create" && entry.PolicyVersion is not null);
        Assert.Contains(entries, entry => entry.Query == $"policies/{number}/$activate");
        Assert.Contains(entries, entry => entry.Query!.EndsWith("/$roll-back", StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.NotEmpty(entry.Client));
        var events = await Gateway.GetAsync("AuditEvent?_count=100&type=rest&subtype=operation", await Gateway.Ehr.TokenAsync("dr-lee", scope: "gateway/audit user/AuditEvent.rs"));
        Assert.Contains(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"admin/policies/{number}/$activate")), events.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_cites_the_part_that_applied_and_the_recipient_that_made_it_apply()
    {
        await Gateway.PutInForceAsync(Fresh().Set("/practitioners/Practitioner~1dr-lee/routing/byIntent", JsonNode.Parse("""{ "refill": "CareTeam/lee-refills" }""")));
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var message = AMessage.From("susie-smith", "susie-smith", "I need a refill of my lisinopril please, I have three tablets left.")
            .With("recipient", new JsonArray(AMessage.Ref("Practitioner/dr-lee")));

        var answer = await Gateway.PostAsync(message, token);

        Assert.Contains("CareTeam/lee-refills", answer.Json["recipient"]!.AsArray().Select(recipient => (string?)recipient!["reference"]));
        var decision = await LastDecisionAsync();
        Assert.Contains("policy.practitioner", decision.Reasons, StringComparison.Ordinal);
        Assert.Contains("Practitioner/dr-lee", decision.Reasons, StringComparison.Ordinal);
        await Gateway.PutInForceAsync(Fresh());
    }

    [Fact]
    public async Task The_schema_is_at_a_stable_address_and_needs_no_token()
    {
        using var answer = await Gateway.Http.GetAsync(new Uri(Gateway.Url, "schemas/policy.json"), TestContext.Current.CancellationToken);

        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(PolicySchema.Text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("system/*.cruds gateway/review gateway/audit gateway/export")]
    [InlineData("user/*.cruds")]
    public async Task Only_operators_see_and_change_policies(string scope)
    {
        var token = await Gateway.Ehr.TokenAsync("dr-lee", scope: scope);

        Assert.Equal(403, (await Gateway.PoliciesAsync(HttpMethod.Get, token: token)).Status);
        Assert.Equal(403, (await Gateway.PoliciesAsync(HttpMethod.Post, "", Fresh(), token: token)).Status);
        Assert.Equal(403, (await Gateway.PoliciesAsync(HttpMethod.Post, "/1/$activate", token: token)).Status);
        Assert.Equal(403, (await Gateway.PoliciesAsync(HttpMethod.Post, "/1/$simulate?days=1", token: token)).Status);
        Assert.Equal(401, (await Gateway.PoliciesAsync(HttpMethod.Get, token: "not-a-token")).Status);
    }

    [Theory]
    [InlineData("{", 422)]
    [InlineData("[]", 422)]
    [InlineData("null", 422)]
    [InlineData("\"policy\"", 422)]
    public async Task What_is_no_policy_at_all_is_refused(string body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Gateway.Url, "admin/policies"))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", await Gateway.Ehr.TokenAsync("dr-lee", scope: "gateway/operate"));

        using var response = await Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);

        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.Equal(415, (await Gateway.PoliciesAsync(HttpMethod.Post, "", Fresh(), contentType: "text/plain")).Status);
    }

    [Theory]
    [InlineData("/0")]
    [InlineData("/9999")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Put, path, Fresh(), "*")).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Post, $"{path}/$roll-back")).Status);
        Assert.Equal(404, (await Gateway.PoliciesAsync(HttpMethod.Post, $"{path}/$withdraw")).Status);
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused()
    {
        var answer = await Gateway.PoliciesAsync(HttpMethod.Get, "/the-latest");

        Assert.Equal((400, "OperationOutcome"), (answer.Status, (string?)answer.Json["resourceType"]));
    }

    public static TheoryData<Type> Outcomes => [.. typeof(PolicyOutcome).GetNestedTypes()];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Each_outcome_has_an_answer(Type outcome)
    {
        var version = new PolicyVersion
        {
            Number = 1,
            Name = "p",
            Document = "{}",
            CreatedBy = "operator",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
        };
        var parameters = outcome.GetConstructors().Single().GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(PolicyVersion) ? (object)version
            : parameter.ParameterType == typeof(string) ? "Taken."
            : System.Collections.Immutable.ImmutableArray.Create(new PolicyFault("/version", "Wrong.")));

        Assert.NotNull(PoliciesEndpoints.Answer(
            (PolicyOutcome)Activator.CreateInstance(outcome, [.. parameters])!,
            new Microsoft.AspNetCore.Http.DefaultHttpContext(),
            Gateway.Services.GetRequiredService<PolicyInForce>(),
            TimeProvider.System));
    }

    private static JsonObject Fresh() => APolicy.Named($"p-{Guid.NewGuid():N}");

    private static HashSet<string> PlacesIn(Answer answer) =>
        [.. answer.Json["issue"]!.AsArray().SelectMany(issue => issue!["expression"]?.AsArray() ?? []).Select(place => (string)place!)];

    private async Task<Answer> AboutJohnnyAsync() => await Gateway.PostAsync(
        AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

    private async Task<AuditEntry> LastDecisionAsync()
    {
        await using var db = await DatabaseAsync();
        return await db.Audit.Where(entry => entry.Action == AuditAction.Create).OrderByDescending(entry => entry.Sequence).FirstAsync(TestContext.Current.CancellationToken);
    }

    private Task<GatewayDb> DatabaseAsync() =>
        Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
