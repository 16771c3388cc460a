using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Policies.Versions;

/// <summary>What a gateway decides by when it starts.</summary>
public sealed class PolicyStartTests : IAsyncLifetime
{
    private readonly string file = Path.GetTempFileName();
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(file, APolicy.Named("from-the-file").ToJsonString(), TestContext.Current.CancellationToken);
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Policy:File"] = file;
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task The_file_is_the_first_version_and_what_was_put_in_force_after_it_stays_over_a_restart()
    {
        await gateway.StartGatewayAsync();
        await SendAsync(201);
        Assert.Equal(("from-the-file", 1), await InForceAsync());
        await gateway.PutInForceAsync(APolicy.Named("of-the-operators"));

        await File.WriteAllTextAsync(file, APolicy.Named("another-file").ToJsonString(), TestContext.Current.CancellationToken);
        await gateway.StopGatewayAsync();
        await gateway.StartGatewayAsync();

        await SendAsync(201);
        Assert.Equal(("of-the-operators", 2), await InForceAsync());
        Assert.Equal("of-the-operators", await CitedAsync());
    }

    [Fact]
    public async Task A_file_can_be_the_only_policy()
    {
        gateway.Settings["Policy:FileOnly"] = "true";
        await gateway.StartGatewayAsync();
        var number = await gateway.DraftAsync(APolicy.Named("of-the-operators"));

        Assert.Equal(409, (await gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate")).Status);
        Assert.Equal(409, (await gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$roll-back")).Status);
        await SendAsync(201);
        Assert.Equal("from-the-file", await CitedAsync());
    }

    [Fact]
    public async Task A_file_with_a_time_of_its_own_stops_the_start()
    {
        await File.WriteAllTextAsync(
            file, APolicy.Named("p").Set("/effective/from", "2027-01-01T00:00:00Z").ToJsonString(), TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(gateway.StartGatewayAsync);

        Assert.Contains("/effective", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_version_that_is_not_understood_decides_nothing_until_a_good_one_is_in_force()
    {
        await gateway.StartGatewayAsync();
        await gateway.PutInForceAsync(APolicy.Named("of-the-operators"));
        await using (var db = await DatabaseAsync())
        {
            await db.Policies.Where(version => version.Number == 2)
                .ExecuteUpdateAsync(row => row.SetProperty(version => version.Document, """{ "version": "of-the-operators", "later": {} }"""), TestContext.Current.CancellationToken);
        }

        await gateway.StopGatewayAsync();
        await gateway.StartGatewayAsync();

        await SendAsync(503);
        Assert.Contains(gateway.Log.Lines, line => line.Contains("Policy version 2 is stored as active and not understood", StringComparison.Ordinal));
        Assert.Equal(201, (await gateway.PoliciesAsync(HttpMethod.Post, "/1/$roll-back")).Status);
        await SendAsync(201);
        Assert.Equal("from-the-file.r3", await CitedAsync());
    }

    private async Task SendAsync(int status)
    {
        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.True(answer.Status == status, answer.Body);
    }

    private async Task<(string, int)> InForceAsync()
    {
        var version = await gateway.InForceAsync();
        return ((string)version["version"]!, (int)version["number"]!);
    }

    private async Task<string?> CitedAsync()
    {
        await using var db = await DatabaseAsync();
        return (await db.Audit.Where(entry => entry.Action == AuditAction.Create).OrderByDescending(entry => entry.Sequence).FirstAsync(TestContext.Current.CancellationToken)).PolicyVersion;
    }

    private Task<GatewayDb> DatabaseAsync() =>
        gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
