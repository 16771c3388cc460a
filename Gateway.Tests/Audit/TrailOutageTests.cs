using Gateway.Storage;
using Gateway.Tests.Bundles;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>While the trail cannot be written, nothing is shown: reads could be answered, and are not.</summary>
public sealed class TrailOutageTests
{
    private const string Canary = "saxifrage";

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var ana = await gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var id = (await gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", $"May I drink {Canary} tea with it?"), ana)).Id;
        await gateway.FiledOnceAsync(id);
        await using var writer = new SqliteConnection(gateway.Services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString);
        await writer.OpenAsync(TestContext.Current.CancellationToken);
        await using (var held = writer.BeginTransaction())
        {
            var answers = await Task.WhenAll(
                gateway.GetAsync($"Communication/{id}", ana),
                gateway.GetAsync("Communication", ana),
                gateway.GetAsync($"Communication/{id}/_history", ana),
                gateway.GetAsync("Communication/nowhere", ana),
                gateway.GetAsync("Patient/ana-diaz/$get-recipient-choices", ana),
                gateway.SendAsync(HttpMethod.Delete, "Questionnaire/q1", ana));
            Assert.All(answers, answer =>
            {
                Assert.Equal(503, answer.Status);
                Assert.DoesNotContain(Canary, answer.Body, StringComparison.Ordinal);
                Assert.True(answer.Headers.ContainsKey("Retry-After"));
            });
            var batch = await gateway.PostBundleAsync(ABundle.Of("batch", ABundle.Entry("GET", $"Communication/{id}")), ana);
            Assert.Equal("503 Service Unavailable", (string?)batch.Json["entry"]![0]!["response"]!["status"]);
            Assert.DoesNotContain(Canary, batch.Body, StringComparison.Ordinal);
            await held.RollbackAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(200, (await gateway.GetAsync($"Communication/{id}", ana)).Status);
    }
}
