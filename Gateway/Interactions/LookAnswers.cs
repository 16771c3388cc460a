using System.Diagnostics;
using Gateway.Audit;
using Gateway.Rest;

namespace Gateway.Interactions;

/// <summary>What was looked at, on its way to HTTP: first it is recorded who looked, then it is shown.</summary>
internal sealed class LookAnswers(AuditTrail trail)
{
    /// <summary>The outcome once the audit trail has it; that the server cannot answer now (503) if the trail cannot be written.</summary>
    public async ValueTask<LookOutcome> RecordedAsync(LookOutcome outcome, HttpContext context) => outcome switch
    {
        { Trace: { } trace } => await trail.RecordAsync(trace, context)
            ? outcome
            : LookOutcome.Refused.Because(StatusCodes.Status503ServiceUnavailable),
        LookOutcome.Refused => outcome,
        // A way to look that forgets its trace shows nothing.
        _ => throw new UnreachableException(),
    };

    public async Task<IResult> AnswerAsync(LookOutcome outcome, HttpContext context) => await RecordedAsync(outcome, context) switch
    {
        LookOutcome.Found found => new ResourceFound(found.Version),
        LookOutcome.Unchanged unchanged => new ResourceUnchanged(unchanged.Version),
        LookOutcome.Listed listed => new PageFound(listed.Page),
        LookOutcome.Refused { Status: StatusCodes.Status503ServiceUnavailable } away => new Refused(away.Status, away.Issues, ErrorHandling.TryAgainIn),
        LookOutcome.Refused refused => new Refused(refused.Status, refused.Issues),
        _ => throw new UnreachableException(),
    };
}
