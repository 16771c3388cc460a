using Gateway.Access;
using Gateway.OnCall;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Month;

/// <summary>Those on call: mostly quick, sometimes so slow that the second one is told.</summary>
internal sealed class OnCallDesk(MonthGateway gateway, VirtualClock clock, Desk desk, Random random)
{
    private const double Slow = 0.1;

    private readonly Acknowledgements acknowledgements = gateway.Part<Acknowledgements>();
    private readonly Writer writer = gateway.Part<Writer>();
    private readonly Dictionary<string, DateTimeOffset> reactions = new(StringComparer.Ordinal);

    /// <summary>How many alerts wait.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await gateway.OpenAsync();
        var open = await OnCallQueries.Open(db, string.Empty, 100).ToListAsync(cancellationToken);
        foreach (var alert in open.Where(alert => ReactionTo(alert.AlertId, alert.RaisedAt) <= clock.GetUtcNow()))
        {
            await AcknowledgeAsync(alert, cancellationToken);
        }

        await desk.WorkAsync(Clinic.OnCall, [Clinic.Doctor], 4, row => ReactionTo(row.Row.ResourceId, row.Since) <= clock.GetUtcNow(), cancellationToken);
        return open.Count;
    }

    private async Task AcknowledgeAsync(OnCallAlert alert, CancellationToken cancellationToken)
    {
        var who = alert.Level > 0 ? Clinic.SecondDoctor : Clinic.Doctor;
        var caller = new Caller("pager", null, who, [new SmartScope(ScopeLevel.User, "*", ScopeRights.All)], true);
        await writer.RunAsync(Origins.Next(), _ => acknowledgements.PlanAsync(alert.AlertId, caller, who, cancellationToken), cancellationToken);
    }

    private DateTimeOffset ReactionTo(string id, DateTimeOffset since)
    {
        if (!reactions.TryGetValue(id, out var at))
        {
            at = since.AddMinutes(random.NextDouble() < Slow ? 20 + (random.NextDouble() * 60) : 1 + (random.NextDouble() * 12));
            reactions[id] = at;
        }

        return at;
    }
}
