using System.Security.Cryptography;
using System.Text;
using Gateway.References;
using Gateway.Storage;
using Gateway.Triage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>Reads what a message may be folded with: two rows by their keys, and none where the policy folds nothing.</summary>
internal sealed class BurstReader(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>The burst that a message may belong to; null if it has a Task of its own in any case, or none.</summary>
    public async ValueTask<Burst?> ReadAsync(IntakeFacts facts, IntakeDecision decision, CancellationToken cancellationToken)
    {
        // An emergency is folded into nothing. Within a transaction two messages would change one row.
        if (facts.Policy.Bursts.WithinMinutes == 0
            || decision is not IntakeDecision.Route { NeedsAnswer: true, Urgency: not Urgency.Emergency, Handling: { } handling }
            || facts.Chart is not { } chart
            || facts.Message.Beside.Count > 0)
        {
            return null;
        }

        var key = KeyOf(facts.Message.Sender, chart.Id, handling.Destination.Pool, facts.Message.Content);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var claim = await db.Conditions.AsNoTracking().FirstOrDefaultAsync(taken => taken.Condition == key, cancellationToken);
        var row = claim is not null && ResourceKey.TryParse(claim.Resource, out var task) ? await ResourceQueries.CurrentAsync(db, task, cancellationToken) : null;
        return new Burst(key, claim, row is { IsDeleted: false, Quarantined: false } && row.Chart == chart.Id.Value ? row : null, facts.Policy.Bursts, handling.Destination);
    }

    // The same person to the same pool about the same chart, in the same conversation. No If-None-Exist begins like this.
    private static string KeyOf(ResourceKey sender, PatientId chart, ResourceKey pool, Communication message)
    {
        var thread = string.Join(' ', message.InResponseTo.Select(earlier => earlier.Reference).Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"burst {sender} {chart} {pool} {thread}")));
    }
}
