using System.Diagnostics;
using Gateway.Storage;
using Gateway.Tests.Support;
using Load.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Delivery;

/// <summary>A gateway, as a process of its own, that is told to end while a message is on its way.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("drain-").FullName;
    private readonly Uri url = FreePort.Url();
    private readonly HttpClient http = new();
    private RunningEhr ehr = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FhirBase => $"{url.ToString().TrimEnd('/')}/fhir";

    private string Database => $"Data Source={Path.Combine(directory, "gateway.db")}";

    public async ValueTask InitializeAsync() => ehr = await RunningEhr.StartAsync(url);

    public async ValueTask DisposeAsync()
    {
        await ehr.DisposeAsync();
        http.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Told_to_end_it_finishes_the_send_in_hand_and_nobody_has_to_look_for_it()
    {
        await using var gateway = ServerProcess.Start("Gateway", typeof(GatewayHost).Assembly.Location, Settings(), Path.Combine(directory, "gateway.log"));
        await gateway.ReadyAsync(http, new Uri(url, "health/ready"), TimeProvider.System, Cancellation);
        await ehr.FaultAsync("slow", "creates", ms: 5000);
        var susie = await ehr.TokenAsync("susie-smith", "susie-smith");
        Assert.Equal((201, 201), (await SendAsync(susie), await SendAsync(susie)));
        await UntilAsync(rows => rows is [{ Attempts: 1 }, ..]);

        var code = await gateway.TerminateAsync(Cancellation);

        var rows = await RowsAsync();
        Assert.Equal(0, code);
        Assert.Equal([(OutboxState.Delivered, 1), (OutboxState.Pending, 0)], rows.Select(row => (row.State, row.Attempts)));
        Assert.NotNull(rows[0].EhrId);
    }

    private async Task UntilAsync(Func<List<OutboxEntry>, bool> wished)
    {
        for (var began = Stopwatch.GetTimestamp(); !wished(await RowsAsync());)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "It was not claimed.");
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<List<OutboxEntry>> RowsAsync()
    {
        await using var db = new SqliteGatewayDb(new DbContextOptionsBuilder<SqliteGatewayDb>().UseSqlite(Database).Options);
        return await db.Outbox.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(Cancellation);
    }

    private async Task<int> SendAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{FhirBase}/Communication");
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent(
            AMessage.From("susie-smith", "susie-smith", AMessage.AboutSelf).ToJsonString(), System.Text.Encoding.UTF8, "application/fhir+json");
        using var response = await http.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    private string[] Settings() =>
    [
        $"--urls={url}",
        $"--Gateway:PublicBase={FhirBase}",
        $"--Access:Audience={FhirBase}",
        $"--Access:Issuers:0:Issuer={ehr.Options.EhrUrl}",
        "--Access:Issuers:0:RequireHttpsMetadata=false",
        $"--Ehr:FhirBase={ehr.FhirBase}",
        $"--Ehr:KeyFile={ehr.KeyFile}",
        "--Forms:Publish=false",
        "--Storage:Provider=Sqlite",
        $"--Storage:ConnectionString={Database}",
    ];
}
