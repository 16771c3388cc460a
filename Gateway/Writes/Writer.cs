using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Writes;

/// <summary>
/// Commits a plan. A plan that was overtaken (its version replaced, its id, condition or idempotency key taken) is made
/// anew from what is there now: the second look finds what the first could not see.
/// </summary>
internal sealed class Writer(CommitQueue commits, Turns turns)
{
    /// <summary>Attempts, beyond which others write too busily for this one to get through. Within this process writers take turns; those of others do not.</summary>
    private const int MostAttempts = 32;

    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <param name="origin">The request, for the audit trail.</param>
    /// <param name="planAsync">Makes the plan; it is told which attempt this is, from 1.</param>
    /// <param name="cancellationToken">Ends the planning; a commit under way is finished.</param>
    public async Task<WriteOutcome> RunAsync(AuditOrigin origin, Func<int, ValueTask<WritePlan>> planAsync, CancellationToken cancellationToken)
    {
        IDisposable? turn = null;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var plan = await planAsync(attempt);
                if (plan.Stage is null)
                {
                    return plan.Outcome;
                }

                var result = await commits.CommitAsync(plan.Stage, origin, cancellationToken);
                plan.Settled?.Invoke(result);
                switch (result)
                {
                    case CommitResult.Committed:
                        return plan.Outcome;
                    case CommitResult.Unavailable:
                        return plan.RefusedInstead(Unavailable()).Outcome;
                    case CommitResult.Duplicate or CommitResult.Superseded when attempt == MostAttempts:
                        return Busy();
                }

                if (turn is null && (ChangedBy(plan.Outcome) ?? plan.Contended) is { } key)
                {
                    turn = await turns.TakeAsync(key, cancellationToken);
                }
            }
        }
        finally
        {
            turn?.Dispose();
        }
    }

    // Who was overtaken in making something finds it made, and writes nothing more.
    private static ResourceKey? ChangedBy(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Updated updated => updated.Version.Key,
        WriteOutcome.Deleted deleted => deleted.Version?.Key,
        _ => null,
    };

    /// <summary>The store cannot say that it is written: 503.</summary>
    public static WriteOutcome.Refused Unavailable() => WriteOutcome.Refused.Because(
        StatusCodes.Status503ServiceUnavailable,
        new Issue(
            OperationOutcome.IssueType.Transient,
            "This could not be stored for certain. Send it again shortly, under the same Idempotency-Key if you gave one.")) with
    {
        RetryAfter = TryAgainIn,
    };

    private static WriteOutcome.Refused Busy() => WriteOutcome.Refused.Because(
        StatusCodes.Status409Conflict,
        new Issue(OperationOutcome.IssueType.Conflict, "Others change this resource at the same time. Read it again, and repeat your change."));
}
