using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Writes;

/// <summary>What an earlier create under the same Idempotency-Key made: a repeated create is answered with it.</summary>
internal sealed class Originals(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>The answer to a repeated create; null if this is the first.</summary>
    public async ValueTask<WritePlan?> FindAsync(Caller caller, Idempotency idempotency, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.OfIdempotencyKeyAsync(db, caller.Client, idempotency.Key, cancellationToken) switch
        {
            null => null,
            var original when !original.Fingerprint.AsSpan().SequenceEqual(idempotency.Fingerprint) => KeyReused(),
            var original => WritePlan.Recorded(
                new WriteOutcome.Existing(StoredVersions.Of(original) with { Remarks = Advice.ToldIn(original.Content) }),
                AuditEntries.Shown(caller, AuditAction.Read, original.ResourceType, original.ResourceId, original.Version, original)),
        };
    }

    private static WriteOutcome.Refused KeyReused() => WriteOutcome.Refused.Because(
        StatusCodes.Status422UnprocessableEntity,
        new Issue(
            OperationOutcome.IssueType.Duplicate,
            "This Idempotency-Key was used for a different resource. Give each create a key of its own."));
}
