using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Review;

/// <summary>"This is about this patient": a sender's word, where the policy takes it.</summary>
public sealed class AttestationTests : IAsyncLifetime
{
    private readonly string policy = Path.GetTempFileName();
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        ReviewFixture.WritePolicy(policy, "\"attest\"");
        gateway.Settings["Policy:File"] = policy;
        await gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        File.Delete(policy);
    }

    [Fact]
    public async Task The_sender_is_asked_and_believed_when_the_message_comes_again_with_her_word()
    {
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");
        var message = AMessage.From("susie-smith", "susie-smith", ReviewFixture.AboutJohnny);

        var asked = await ReviewFixture.SentAsync(gateway, message, token);
        var taken = await ReviewFixture.SentAsync(gateway, Attested(message), token);

        Assert.Equal(422, asked.Status);
        Assert.Contains(asked.Json["issue"]![0]!["extension"]!.AsArray(), extension => (string?)extension!["url"] == Canonicals.Attestable && (bool)extension["valueBoolean"]!);
        Assert.Equal((201, "completed"), (taken.Status, (string?)taken.Json["status"]));
        var filed = await gateway.FiledOnceAsync(taken.Id);
        Assert.True((bool)filed["extension"]![0]!["valueBoolean"]!);
        var decision = Assert.Single(await ReviewFixture.QueryAsync(gateway, db => db.Decisions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(
            (taken.Id, DecisionKind.Attest, DecidedBy.Sender, "other", "Patient/susie-smith", "review-test"),
            (decision.MessageId, decision.Kind, decision.By, decision.Verdict, decision.Person, decision.PolicyVersion));
        var provenance = await gateway.GetAsync(
            $"Provenance?target=Communication/{taken.Id}", await gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Provenance.rs user/Communication.rs"));
        Assert.Contains(provenance.Json["entry"]!.AsArray(), entry => (string?)entry!["resource"]!["activity"]!["coding"]![0]!["code"] == "attest");
    }

    [Fact]
    public async Task Her_word_counts_for_no_verdict_that_the_policy_holds()
    {
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

        var answer = await ReviewFixture.SentAsync(gateway, Attested(AMessage.From("susie-smith", "susie-smith", ReviewFixture.AboutMark)), token);

        Assert.Equal((201, "on-hold"), (answer.Status, (string?)answer.Json["status"]));
    }

    [Fact]
    public async Task Her_word_never_outweighs_structure()
    {
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

        var answer = await ReviewFixture.SentAsync(
            gateway,
            Attested(AMessage.From("susie-smith", "susie-smith", ReviewFixture.AboutJohnny)).With("encounter", AMessage.Ref("Encounter/johnny-visit")), token);

        Assert.Equal(422, answer.Status);
        Assert.Contains("wrong-chart", answer.Reasons);
    }

    [Theory]
    [InlineData(ReviewFixture.AboutJohnny, true)]
    [InlineData(ReviewFixture.AboutMark, false)]
    [InlineData(AMessage.AboutSelf, false)]
    public async Task A_check_tells_whether_her_word_would_help(string saying, bool helps)
    {
        var answer = await gateway.SendAsync(
            HttpMethod.Post, "Communication/$check", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"),
            AMessage.From("susie-smith", "susie-smith", saying).ToJsonString());

        Assert.Equal(helps, answer.Json["parameter"]!.AsArray().Any(parameter => (string?)parameter!["name"] == "attestable"));
    }

    [Fact]
    public async Task A_message_without_doubt_needs_no_word_and_records_none()
    {
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

        var answer = await ReviewFixture.SentAsync(gateway, Attested(AMessage.From("susie-smith", "susie-smith")), token);

        Assert.Equal(201, answer.Status);
        Assert.Empty(await ReviewFixture.QueryAsync(gateway, db => db.Decisions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)));
    }

    private static JsonObject Attested(JsonObject message) => message.DeepClone().AsObject()
        .With("extension", new JsonArray(new JsonObject { ["url"] = Canonicals.Attestation, ["valueBoolean"] = true }));
}
