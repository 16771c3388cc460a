using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Load.Servers;
using Npgsql;

namespace Gateway.Tests.OnCall;

/// <summary>
/// Emergencies that nobody acknowledges, while gateways are killed and the database goes down under them: two processes on one PostgreSQL, three times
/// kill -9, one restart of the server. None may be lost, and none told twice within a step.
/// </summary>
public sealed class EscalationCrashTests : IAsyncLifetime
{
    private const double RepeatSeconds = 1.5;

    private const double LeaseSeconds = 3;

    private readonly string directory = Directory.CreateTempSubdirectory("escalation-crash-").FullName;
    private readonly Uri[] urls = [FreePort.Url(), FreePort.Url()];
    private readonly ServerProcess?[] processes = new ServerProcess?[2];
    private readonly OnCallPolicyFile policy = OnCallPolicyFile.With(RepeatSeconds, secondAfterSeconds: 4);
    private readonly HttpClient http = new();
    private OwnPostgres? postgres;
    private RunningEhr? ehr;
    private Pager? pager;

    private string FhirBase => $"{urls[0].ToString().TrimEnd('/')}/fhir";

    public async ValueTask InitializeAsync()
    {
        postgres = await OwnPostgres.StartAsync();
        ehr = await RunningEhr.StartAsync(urls[0]);
        pager = await Pager.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.OfType<ServerProcess>())
        {
            await process.DisposeAsync();
        }

        if (pager is not null)
        {
            await pager.DisposeAsync();
        }

        if (ehr is not null)
        {
            await ehr.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }

        http.Dispose();
        policy.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Three_kills_and_a_restart_of_the_database_lose_no_alert_and_double_no_step()
    {
        await Task.WhenAll(StartAsync(0), StartAsync(1));
        var susie = await ehr!.TokenAsync("susie-smith", "susie-smith");
        var filed = await SendAsync(AMessage.From("susie-smith", "susie-smith", "I have had crushing chest pain going into my left arm for twenty minutes"), susie);
        var held = await SendAsync(AMessage.From("susie-smith", "susie-smith", "Johnny swallowed a whole bottle of my iron pills an hour ago"), susie);
        var givenBack = await SendAsync(
            AMessage.From("susie-smith", "susie-smith", "I have crushing chest pain right now").With("about", new JsonArray(AMessage.Ref("Patient/luis-diaz"))), susie);
        Assert.Equal((201, 201, 422), (filed, held, givenBack));
        await EachToldAsync(2);

        // The first dies while the second goes on; then the second while the first is back; then the first again, so that none is left.
        await processes[0]!.KillAsync();
        await EachToldAsync(2);
        await StartAsync(0);
        await processes[1]!.KillAsync();
        await EachToldAsync(2);
        await processes[0]!.KillAsync();
        await Task.WhenAll(StartAsync(0), StartAsync(1));
        await EachToldAsync(2);
        await postgres!.RestartAsync();
        await EachToldAsync(3);

        await AssertNothingLostOrDoubledAsync();
        await AcknowledgeAllAsync();
        await AssertEndedAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Waits until each of the three alerts was told so many more steps than until now.</summary>
    private async Task EachToldAsync(int more)
    {
        var before = StepsOf(pager!.Calls);
        await pager.UntilAsync(calls =>
        {
            var now = StepsOf(calls);
            return now.Count == 3 && now.All(alert => alert.Value >= before.GetValueOrDefault(alert.Key) + more);
        });
    }

    private static Dictionary<string, int> StepsOf(IEnumerable<Pager.Call> calls) =>
        calls.GroupBy(call => call.Alert).ToDictionary(alert => alert.Key, alert => alert.Max(call => call.Step));

    private async Task AssertNothingLostOrDoubledAsync()
    {
        var calls = pager!.Calls;
        foreach (var alert in calls.GroupBy(call => call.Alert))
        {
            // The newest may be on its way still; of all before it each was told, or is not yet, because who had it died, or failed until the next one came.
            var last = alert.Max(call => call.Step);
            var told = alert.Select(call => call.Step).ToHashSet();
            foreach (var step in Enumerable.Range(1, last - 1).Where(step => !told.Contains(step)))
            {
                Assert.Contains(step + 1, told);
                Assert.Equal(0, await CountAsync($"""
                    SELECT COUNT(*) FROM "OnCallNotices" WHERE "AlertId" = '{alert.Key}' AND "Step" = {step} AND "State" NOT IN ({(int)NoticeState.Overtaken}, {(int)NoticeState.Pending})
                    """));
                Assert.NotEqual(0, await CountAsync($"""SELECT COUNT(*) FROM "OnCallNotices" WHERE "AlertId" = '{alert.Key}' AND "Step" = {step}"""));
            }

            Assert.Contains(alert, call => call is { Step: 1, Level: 1, Who: "Practitioner/dr-lee" });
            Assert.Contains(alert, call => call is { Level: 2, Who: "Practitioner/nurse-kim" });
        }

        // A send whose end nobody saw is repeated, never by two at once: before each the store has counted one more attempt.
        foreach (var repeated in calls.GroupBy(call => call.Key).Where(told => told.Count() > 1))
        {
            var call = repeated.First();
            Assert.InRange(repeated.LongCount(), 2, await CountAsync($"""
                SELECT SUM("Attempts")::bigint FROM "OnCallNotices" WHERE "AlertId" = '{call.Alert}' AND "Step" = {call.Step} AND "Who" = '{call.Who}'
                """));
        }

        Assert.Equal(0, await CountAsync("""SELECT COUNT(*) - COUNT(DISTINCT ("AlertId", "Step", "Who")) FROM "OnCallNotices" """));
        Assert.Equal(3, await CountAsync("""SELECT COUNT(*) FROM "OnCallAlerts" """));
    }

    private async Task AcknowledgeAllAsync()
    {
        var token = await ehr!.TokenAsync("nurse-kim", scope: "user/Task.rus gateway/review");
        foreach (var alert in pager!.Calls.Select(call => call.Alert).Distinct())
        {
            var status = 0;
            for (var attempt = 0; attempt < 100 && status != 200; attempt++)
            {
                status = await PostAsync($"Task/{alert}/$acknowledge", null, token);
                await Task.Delay(status == 200 ? 0 : 200, Cancellation);
            }

            Assert.Equal(200, status);
        }
    }

    private async Task AssertEndedAsync()
    {
        for (var attempt = 0; attempt < 300 && await CountAsync("""SELECT COUNT(*) FROM "OnCallNotices" WHERE "State" = 0""") > 0; attempt++)
        {
            await Task.Delay(100, Cancellation);
        }

        Assert.Equal(0, await CountAsync("""SELECT COUNT(*) FROM "OnCallNotices" WHERE "State" = 0"""));
        Assert.Equal(3, await CountAsync("""SELECT COUNT(*) FROM "OnCallAlerts" WHERE "AcknowledgedBy" = 'Practitioner/nurse-kim'"""));
    }

    private async Task<long> CountAsync(string query)
    {
        await using var connection = new NpgsqlConnection(postgres!.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>Sends, and again while the EHR does not answer in time, as the answer asks: one that has only just started is slow on a busy machine.</summary>
    private async Task<int> SendAsync(JsonObject message, string token)
    {
        for (var attempt = 0; ; attempt++)
        {
            var status = await PostAsync("Communication", message.ToJsonString(), token);
            if (status != 503 || attempt == 60)
            {
                return status;
            }

            await Task.Delay(500, Cancellation);
        }
    }

    private async Task<int> PostAsync(string path, string? body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(urls[0], $"fhir/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/fhir+json");
        }

        using var response = await http.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    private async Task StartAsync(int which)
    {
        if (processes[which] is { } former)
        {
            await former.DisposeAsync();
        }

        processes[which] = ServerProcess.Start($"Gateway {which}", typeof(GatewayHost).Assembly.Location, Settings(urls[which]), Path.Combine(directory, $"gateway-{which}.log"));
        await processes[which]!.ReadyAsync(http, new Uri(urls[which], "health/ready"), TimeProvider.System, Cancellation);
    }

    private string[] Settings(Uri url) =>
    [
        $"--urls={url}",
        $"--Gateway:PublicBase={FhirBase}",
        $"--Access:Audience={FhirBase}",
        $"--Access:Issuers:0:Issuer={ehr!.Options.EhrUrl}",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        $"--Ehr:FhirBase={ehr.FhirBase}",
        $"--Ehr:KeyFile={ehr.KeyFile}",
        "--Storage:Provider=PostgreSql",
        $"--Storage:ConnectionString={postgres!.ConnectionString}",
        $"--Policy:File={policy.File}",
        "--OnCall:SweepSeconds=0.2",
        $"--OnCall:LeaseSeconds={LeaseSeconds}",
        "--OnCall:TimeoutSeconds=2",
        "--OnCall:Webhooks:0:Name=pager",
        $"--OnCall:Webhooks:0:Url={pager!.Url}",
        $"--OnCall:Webhooks:0:Secret={Pager.Secret}",
    ];
}
