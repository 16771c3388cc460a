using System.Globalization;
using Gateway.Audit;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>The command that tells whether the trail is intact, as an operator runs it.</summary>
public sealed class VerifyCommandTests : IAsyncLifetime
{
    private RunningGateway gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync();
        var ana = await gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        await gateway.FiledOnceAsync((await gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz", "Where do I leave the sample?"), ana)).Id);
        await gateway.GetAsync("Communication", ana);
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task It_tells_the_days_digest_and_takes_it_back_as_what_is_expected()
    {
        var (code, output) = await RunAsync();
        Assert.True(code == 0, output);
        var digest = output.Split(' ')[3];
        Assert.Equal(64, digest.Length);
        Assert.StartsWith($"{Today} ", output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("--day", Today, "--expect", digest)).Code);
        Assert.Equal(1, (await RunAsync("--day", Today, "--expect", new string('0', 64))).Code);
        Assert.Equal(2, (await RunAsync("--expect", digest)).Code);
        Assert.Equal(2, (await RunAsync("--day", "yesterday")).Code);
    }

    [Fact]
    public async Task It_names_the_row_that_was_changed_and_quotes_nothing_of_it()
    {
        await using (var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(Cancellation))
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Audit\" SET \"Person\" = 'Patient/susie-smith' WHERE \"Number\" = 1", Cancellation);
        }

        var (code, output) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("BROKEN", output, StringComparison.Ordinal);
        Assert.Contains("row 1: changed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("susie", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await VerifyCommand.RunAsync(gateway.Services, new ConfigurationBuilder().AddCommandLine(arguments).Build(), output, Cancellation);
        return (code, output.ToString());
    }
}
