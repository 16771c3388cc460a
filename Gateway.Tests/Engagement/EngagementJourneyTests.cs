using System.Text.Json.Nodes;
using Gateway.Tests.Policies;
using Gateway.Tests.Support;

namespace Gateway.Tests.Engagement;

/// <summary>A clinic whose policy asks for a signature and for short messages.</summary>
public sealed class EngagementJourneyTests : IAsyncLifetime
{
    private const string Signer = "patient/*.cruds";
    private readonly string policyFile = Path.GetTempFileName();
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(policyFile, APolicy.AskingForASignature(mostCharacters: 300).ToJsonString());
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Policy:File"] = policyFile;
        await gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        File.Delete(policyFile);
    }

    [Fact]
    public async Task Who_has_not_signed_is_asked_to_and_then_may_write_until_she_takes_it_back()
    {
        var token = await SusieAsync("susie-smith");
        var message = AMessage.From("susie-smith", "susie-smith");

        var before = await gateway.PostAsync(message, token);
        Assert.Equal((422, "agreement-needed"), (before.Status, Assert.Single(before.Reasons)));
        Assert.Contains("https://clinic.example/rules", before.Body, StringComparison.Ordinal);

        var signed = await SignAsync("susie-smith", "Patient/susie-smith", "3", token);
        Assert.Equal(201, (await gateway.PostAsync(message, token)).Status);

        signed["status"] = "inactive";
        Assert.Equal(200, (await gateway.SendAsync(HttpMethod.Put, $"Consent/{(string)signed["id"]!}", token, signed.ToJsonString())).Status);
        Assert.Contains("taken back", (await gateway.PostAsync(message, token)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_version_is_asked_for_anew_in_the_senders_language()
    {
        var token = await SusieAsync("susie-smith");
        await SignAsync("susie-smith", "Patient/susie-smith", "2", token);

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token, ("Accept-Language", "es-MX"));

        Assert.Equal((422, "agreement-needed"), (answer.Status, Assert.Single(answer.Reasons)));
        Assert.Contains("Las reglas para los mensajes han cambiado", (string?)answer.Json["issue"]![0]!["details"]!["text"], StringComparison.Ordinal);
        Assert.Contains("https://clinic.example/reglas", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mother_signs_for_each_chart_she_writes_in()
    {
        var own = await SusieAsync("susie-smith");
        await SignAsync("susie-smith", "Patient/susie-smith", "3", own);
        var johnnys = await SusieAsync("johnny-smith");
        var message = AMessage.From("susie-smith", "johnny-smith", "Johnny has had a runny nose since Monday. Can he go to school?");

        Assert.Equal("agreement-needed", Assert.Single((await gateway.PostAsync(message, johnnys)).Reasons));
        await SignAsync("johnny-smith", "Patient/susie-smith", "3", johnnys);
        Assert.Equal(201, (await gateway.PostAsync(message, johnnys)).Status);
    }

    [Fact]
    public async Task An_emergency_is_taken_from_whoever_writes_it_however_long()
    {
        var text = "I have had crushing chest pain going into my left arm for twenty minutes. " + new string('x', 500);

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", text), await SusieAsync("susie-smith"));

        Assert.Equal((201, "stat"), (answer.Status, (string?)answer.Json["priority"]));
    }

    [Fact]
    public async Task Who_may_not_write_there_at_all_is_not_asked_to_sign()
    {
        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "robert-smith-sr"), await SusieAsync("susie-smith"));

        Assert.DoesNotContain("agreement-needed", answer.Reasons);
        Assert.NotEqual(201, answer.Status);
    }

    [Fact]
    public async Task What_is_too_long_comes_back_with_how_much_and_is_counted_before()
    {
        var token = await SusieAsync("susie-smith");
        await SignAsync("susie-smith", "Patient/susie-smith", "3", token);
        // An astral character is one character, as its writer counts.
        var text = "My knee hurts on the stairs since a week. Should I come in? " + string.Concat(Enumerable.Repeat("💊", 241));

        var refused = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", text), token);
        var kept = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", text[..^2]), token);
        var check = await gateway.SendAsync(HttpMethod.Post, "Communication/$check", token, AMessage.From("susie-smith", "susie-smith", text).ToJsonString());

        Assert.Equal((422, "too-long"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.Contains("may have 300 characters; this one has 301", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("knee", refused.Body, StringComparison.Ordinal);
        Assert.Equal(201, kept.Status);
        Assert.Equal(-1, (int?)Parameter(check.Json, "remaining")!["valueInteger"]);
    }

    [Theory]
    [InlineData("es", "es", "Cómo nos escribimos")]
    [InlineData("fr, en;q=0.5", "en", "How we write to each other")]
    public async Task An_app_learns_before_anybody_writes_by_which_rules(string accepted, string language, string title)
    {
        var token = await SusieAsync("susie-smith");

        var before = await gateway.SendAsync(HttpMethod.Get, "Patient/susie-smith/$messaging-rules", token, null, null, ("Accept-Language", accepted));
        await SignAsync("susie-smith", "Patient/susie-smith", "3", token);
        var after = await gateway.SendAsync(HttpMethod.Get, "Patient/susie-smith/$messaging-rules", token, null, null, ("Accept-Language", accepted));

        Assert.Equal((200, language, 300), (before.Status, (string?)Parameter(before.Json, "language")!["valueCode"], (int?)Parameter(before.Json, "mostCharacters")!["valueInteger"]));
        var agreement = Parameter(before.Json, "agreement")!["part"]!.AsArray();
        Assert.Equal(("never-signed", "3", title), ((string?)agreement[0]!["valueCode"], (string?)agreement[1]!["valueString"], (string?)agreement[2]!["valueString"]));
        Assert.Equal("in-force", (string?)Parameter(after.Json, "agreement")!["part"]![0]!["valueCode"]);
        Assert.Equal(403, (await gateway.GetAsync("Patient/robert-smith-sr/$messaging-rules", token)).Status);
    }

    [Theory]
    [InlineData(null, "Which medicine is it?")]
    [InlineData("es", "¿Qué medicina es?")]
    public async Task A_check_asks_for_what_the_care_team_will_need(string? language, string question)
    {
        var token = await SusieAsync("susie-smith");
        await SignAsync("susie-smith", "Patient/susie-smith", "3", token);
        var draft = AMessage.From("susie-smith", "susie-smith", "I need a refill").With("status", "preparation");
        if (language is not null)
        {
            draft["language"] = language;
        }

        var check = await gateway.SendAsync(HttpMethod.Post, "Communication/$check", token, draft.ToJsonString());

        var missing = check.Json["parameter"]!.AsArray().Where(parameter => (string?)parameter!["name"] == "missing").ToArray();
        Assert.Equal(["drug", "pharmacy", "supply"], missing.Select(detail => (string?)detail!["part"]![0]!["valueCode"]));
        Assert.StartsWith(question, (string?)missing[0]!["part"]![1]!["valueString"], StringComparison.Ordinal);
        Assert.Equal(285, (int?)Parameter(check.Json, "remaining")!["valueInteger"]);
    }

    private static JsonNode? Parameter(JsonNode parameters, string name) =>
        parameters["parameter"]!.AsArray().SingleOrDefault(parameter => (string?)parameter!["name"] == name);

    private Task<string> SusieAsync(string chart) => gateway.Ehr.TokenAsync("susie-smith", chart, Signer);

    private async Task<JsonNode> SignAsync(string chart, string signer, string version, string token)
    {
        var answer = await gateway.SendAsync(HttpMethod.Post, "Consent", token, AConsent.Signed(chart, signer, version).ToJsonString());
        Assert.Equal(201, answer.Status);
        return answer.Json;
    }
}
