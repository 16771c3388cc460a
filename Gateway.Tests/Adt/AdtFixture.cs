using System.Text;
using Gateway.Adt;
using Gateway.Delivery.Dialects;
using Gateway.Mllp;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using global::Sandbox.Families;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Adt;

/// <summary>The whole system with its feed, which is spoken to over a real connection.</summary>
public sealed class AdtFixture : IAsyncLifetime
{
    public const string Collection = "adt";

    public const string Authority = "MRN";

    private MllpClient client = null!;
    private int sent;

    internal RunningGateway Gateway { get; private set; } = null!;

    internal EndedRights Rights { get; } = new();

    internal int Port => Gateway.Services.GetRequiredService<AdtListener>().Address!.Port;

    public async ValueTask InitializeAsync()
    {
        Gateway = await RunningGateway.StartAsync(builder =>
        {
            builder.Configuration["Adt:Listen"] = "127.0.0.1:0";
            builder.Configuration["Adt:Authorities:0:System"] = Shapes.RecordNumbers;
            builder.Configuration["Adt:Authorities:0:Name"] = Authority;
            builder.Configuration["Adt:MostConnections"] = "16";
            builder.Configuration["Adt:LargestMessage"] = "4096";

            // The machine may be busy with other tests. But a row that the feed changes while it is sent waits for its lease, and no test waits for more than a minute;
            // when the lease has ended, this EHR is at nothing any more.
            builder.Configuration["Ehr:TimeoutSeconds"] = "12";
            builder.Configuration["Delivery:LeaseSeconds"] = "37";
            builder.Configuration["Delivery:SettleSeconds"] = "0";
            builder.Configuration["Delivery:FirstDelaySeconds"] = "0.2";
            builder.Configuration["Delivery:MaxDelaySeconds"] = "0.5";

            // What is told must be seen at once all the same.
            builder.Configuration["Charts:CacheSeconds"] = "3600";
        }, configureEhr: builder => builder.Services.AddSingleton<IStartupFilter>(Rights));
        client = new MllpClient(new MllpEndpoint("127.0.0.1", Port, null), 2, TimeSpan.FromSeconds(120), TimeProvider.System);
        await ReviewFixture.UntilAsync(async () => await SendAsync("A08", $"PID|1||nobody^^^{Authority}") == "AA" ? "awake" : null, "the EHR");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The number by which the EHR knows a patient.</summary>
    internal async Task<string> NumberOfAsync(string patient) =>
        (await Gateway.Ehr.GetAsync($"Patient/{patient}", await Gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken))
        .GetProperty("identifier")[0].GetProperty("value").GetString()!;

    internal async Task<string> MergeAsync(string survivor, string merged) => await SendAsync(
        "A40", $"PID|1||{await NumberOfAsync(survivor)}^^^{Authority}||Quince^Quentin", $"MRG|{await NumberOfAsync(merged)}^^^{Authority}||||||Quince^Quentin");

    /// <summary>Sends a message; its acknowledgement as <c>AA</c>, or as <c>AE 207</c>.</summary>
    internal async Task<string> SendAsync(string trigger, params string[] segments)
    {
        var id = $"T{Interlocked.Increment(ref sent)}";
        var message = $"MSH|^~\\&|HIS|HOSPITAL|GW|CLINIC|20261130||ADT^{trigger}|{id}|P|2.5.1\rEVN|{trigger}\r{string.Concat(segments.Select(segment => $"{segment}\r"))}";
        var answer = await client.AskAsync(Encoding.UTF8.GetBytes(message), _ => true, TestContext.Current.CancellationToken);
        var told = Acknowledgement.Read(Assert.IsType<MllpAnswer.Frame>(answer).Content)!;
        Assert.Equal(id, told.ControlId);
        return $"{told.Code} {told.Error}".TrimEnd();
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(AdtFixture.Collection)]
public sealed class AdtFeed : ICollectionFixture<AdtFixture>;
