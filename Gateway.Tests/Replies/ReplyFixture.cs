using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Inbox;
using Gateway.Tests.Notifications;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Replies;

/// <summary>A running system that looks often into its EHR, which takes updates.</summary>
public sealed class ReplyFixture : IAsyncLifetime
{
    internal RunningGateway Gateway { get; private set; } = null!;

    internal InboxDesk Desk { get; private set; } = null!;

    internal Meddler Between { get; } = new();

    /// <summary>A subscriber.</summary>
    internal Hook Hook { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Gateway = await RunningGateway.StartAsync(
            builder => builder.Services.AddHttpClient("ehr").AddHttpMessageHandler(() => Between), startGateway: false, ehrTakesUpdates: true);
        Between.Ehr = Gateway.Ehr.Options.EhrUrl;
        Gateway.Settings["Ehr:Replies:PeriodSeconds"] = "0.2";
        Hook = await Hook.StartAsync();
        Gateway.Settings["Topics:EndpointHosts:0"] = "127.0.0.1";
        Gateway.Settings["Topics:EndpointHosts:1"] = "localhost";
        Gateway.Settings["Topics:SweepSeconds"] = "0.1";
        Desk = new InboxDesk(Gateway);
        await Gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Hook.DisposeAsync();
    }

    /// <summary>A message of Susie's that has reached the EHR: its id, its Task, and the EHR's id of it.</summary>
    internal async Task<(string Message, string Task, string EhrId)> AskedAsync()
    {
        var (message, task) = await Desk.SendAsync();
        return (message, task, (string)(await Gateway.FiledOnceAsync(message))["id"]!);
    }

    /// <summary>Waits for the message that one of the EHR has become here.</summary>
    internal Task<StoredResource> TakenAsync(JsonNode reply, int version = 1)
    {
        var ehrId = (string)reply["id"]!;
        return ReviewFixture.UntilAsync(
            () => QueryAsync(async db =>
            {
                var known = await db.EhrReplies.AsNoTracking().FirstOrDefaultAsync(row => row.EhrId == ehrId, TestContext.Current.CancellationToken);
                return known?.MessageId is { } id
                    ? await db.Resources.AsNoTracking().FirstOrDefaultAsync(row => row.ResourceId == id && row.Version >= version, TestContext.Current.CancellationToken)
                    : null;
            }),
            $"version {version} of the EHR's {ehrId}");
    }

    internal Task<T> QueryAsync<T>(Func<GatewayDb, Task<T>> query) => ReviewFixture.QueryAsync(Gateway, query);
}
