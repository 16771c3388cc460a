using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>A running system whose policy holds what is about somebody else, with what the tests of decisions need.</summary>
public sealed class ReviewFixture : IAsyncLifetime
{
    /// <summary>Held in Susie's chart: she is no proxy of Mark's.</summary>
    public const string AboutMark = "My husband has had a cough for two weeks and coughs up green stuff.";

    /// <summary>Held in Susie's chart by this policy; Johnny's is suggested.</summary>
    public const string AboutJohnny = "Johnny got a fever today";

    private readonly string policy = Path.GetTempFileName();

    internal RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Gateway = await RunningGateway.StartAsync(startGateway: false);
        WritePolicy(policy, "\"hold\"");
        Gateway.Settings["Policy:File"] = policy;
        await Gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        File.Delete(policy);
    }

    /// <summary>The shipped policy with another rule for what is about somebody whose chart the sender may write to.</summary>
    internal static void WritePolicy(string file, string someoneElseWithChart)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        document["subjects"]!["someoneElseWithChart"] = JsonNode.Parse(someoneElseWithChart);
        document["version"] = "review-test";
        File.WriteAllText(file, document.ToJsonString());
    }

    internal Task<string> SusieAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

    internal Task<string> ReviewerAsync(string? patient = null, string user = "nurse-kim") =>
        Gateway.Ehr.TokenAsync(user, patient, "user/Communication.cruds user/Task.rus user/Provenance.rs gateway/review");

    /// <summary>Sends, and again while the EHR does not answer in time, as the answer asks: one that has only just started is slow on a busy machine.</summary>
    internal static Task<Answer> SentAsync(RunningGateway gateway, JsonObject message, string token) => UntilAsync<Answer>(
        async () => await gateway.PostAsync(message, token) is { Status: not 503 } taken ? taken : null, "an answer of the EHR");

    internal async Task<string> HeldAsync(string saying = AboutMark)
    {
        var answer = await SentAsync(Gateway, AMessage.From("susie-smith", "susie-smith", saying), await SusieAsync());
        Assert.Equal((201, "on-hold"), (answer.Status, (string?)answer.Json["status"]));
        return answer.Id;
    }

    internal async Task<string> FiledAsync(string saying)
    {
        var answer = await SentAsync(Gateway, AMessage.From("susie-smith", "susie-smith", saying), await SusieAsync());
        Assert.Equal((201, "completed"), (answer.Status, (string?)answer.Json["status"]));
        return answer.Id;
    }

    internal Task<Answer> DecideAsync(string id, string operation, string token, JsonArray parameters, params (string Name, string Value)[] headers) =>
        DecideAsync(Gateway, id, operation, token, parameters, headers);

    internal static Task<Answer> DecideAsync(
        RunningGateway gateway, string id, string operation, string token, JsonArray parameters, params (string Name, string Value)[] headers)
    {
        var body = new JsonObject { ["resourceType"] = "Parameters" };
        if (parameters.Count > 0)
        {
            body["parameter"] = parameters;
        }

        return gateway.SendAsync(HttpMethod.Post, $"Communication/{id}/${operation}", token, body.ToJsonString(), headers: headers);
    }

    internal static JsonArray Because(string reason) => [new JsonObject { ["name"] = "reason", ["valueCode"] = reason }];

    internal static JsonArray To(string chart) => [new JsonObject { ["name"] = "chart", ["valueReference"] = AMessage.Ref($"Patient/{chart}") }];

    internal static JsonObject Part(string chart, string text) => new()
    {
        ["name"] = "part",
        ["part"] = new JsonArray(
            new JsonObject { ["name"] = "chart", ["valueReference"] = AMessage.Ref($"Patient/{chart}") },
            new JsonObject { ["name"] = "text", ["valueString"] = text }),
    };

    internal static JsonObject Selected(string chart, int payload, int start, int length) => new()
    {
        ["name"] = "part",
        ["part"] = new JsonArray(
            new JsonObject { ["name"] = "chart", ["valueReference"] = AMessage.Ref($"Patient/{chart}") },
            new JsonObject
            {
                ["name"] = "select",
                ["part"] = new JsonArray(
                    new JsonObject { ["name"] = "payload", ["valueUnsignedInt"] = payload },
                    new JsonObject { ["name"] = "start", ["valueUnsignedInt"] = start },
                    new JsonObject { ["name"] = "length", ["valuePositiveInt"] = length }),
            }),
    };

    internal static string[] CreatedBy(Answer answer) =>
    [
        .. answer.Json["parameter"]!.AsArray()
            .Where(parameter => (string?)parameter!["name"] == "created")
            .Select(parameter => ((string)parameter!["part"]![0]!["valueReference"]!["reference"]!)["Communication/".Length..]),
    ];

    internal Task<T> QueryAsync<T>(Func<GatewayDb, Task<T>> query) => QueryAsync(Gateway, query);

    internal static async Task<T> QueryAsync<T>(RunningGateway gateway, Func<GatewayDb, Task<T>> query)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await query(db);
    }

    internal Task<List<ReviewDecision>> DecisionsOnAsync(string id) =>
        QueryAsync(db => db.Decisions.AsNoTracking().Where(decision => decision.MessageId == id).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>Waits for something that comes by itself.</summary>
    internal static async Task<T> UntilAsync<T>(Func<Task<T?>> lookAsync, string what)
        where T : class
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await lookAsync() is { } found)
            {
                return found;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new Xunit.Sdk.XunitException($"It did not come: {what}");
    }
}
