using Gateway.Rest;
using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Records what changes nothing: looks, denials, sign-ins. What it cannot record must not be answered.</summary>
internal sealed class AuditTrail(CommitQueue commits)
{
    /// <summary>True once the entry is durable. False: the store is away, and nothing may be shown.</summary>
    public async ValueTask<bool> RecordAsync(AuditEntry entry, HttpContext context) =>
        await commits.CommitAsync(changes => changes.Add(entry), RequestOrigin.Of(context), context.RequestAborted) is CommitResult.Committed;

    /// <summary>The same of several, all or none.</summary>
    public async ValueTask<bool> RecordAsync(IEnumerable<AuditEntry> entries, HttpContext context)
    {
        var all = entries.ToList();
        return await commits.CommitAsync(changes => all.ForEach(changes.Add), RequestOrigin.Of(context), context.RequestAborted) is CommitResult.Committed;
    }

    /// <summary>The refusal, once it is recorded; that the server cannot answer now, if it cannot be.</summary>
    public async ValueTask<Refused> RefuseAsync(Refused refusal, AuditEntry entry, HttpContext context) => await RecordAsync(entry, context)
        ? refusal
        : new Refused(
            StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);

    /// <summary>That the token does not allow it (403).</summary>
    public ValueTask<Refused> ForbidAsync(AuditEntry entry, HttpContext context) => RefuseAsync(
        new Refused(StatusCodes.Status403Forbidden, [ErrorResponses.ForStatus(StatusCodes.Status403Forbidden)]), entry, context);

    /// <summary>A client that asked for a token, and what stood against it if it got none.</summary>
    /// <param name="client">The client's id, as it named itself.</param>
    /// <param name="why">A code of the refusal; null if it got its token.</param>
    /// <param name="context">The request.</param>
    public ValueTask<bool> LoginAsync(string client, string? why, HttpContext context) =>
        RecordAsync(AuditEntries.Login(client, why), context);
}
