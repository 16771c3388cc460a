using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>Decisions as reviewers leave them in the store, for tests of what is read from them.</summary>
internal static class DecidedMessages
{
    /// <summary>Keeps a decision about a held message, with the rules that its review has.</summary>
    public static async Task DecideAsync(
        this RunningGateway gateway, (string Message, string Task) held, DecisionKind kind, string? reason = null, DateTimeOffset? at = null, DecidedBy by = DecidedBy.Reviewer, string? made = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(cancellation);
        var message = await db.Resources.AsNoTracking().SingleAsync(row => row.ResourceId == held.Message && row.ResourceType == "Communication", cancellation);
        var created = await db.Audit.AsNoTracking().FirstAsync(entry => entry.Resource == $"Communication/{held.Message}" && entry.Action == AuditAction.Create, cancellation);
        var decidedAt = at ?? message.Occurred;
        var decision = new ReviewDecision
        {
            MessageId = held.Message,
            MessageVersion = 2,
            Kind = kind,
            By = by,
            Client = "inbox",
            Person = "Practitioner/nurse-kim",
            DecidedAt = decidedAt,
            HeldSince = decidedAt.AddMinutes(-10),
            HoldReason = "about-someone-else",
            Verdict = "other",
            Strength = "strong",
            Rules = created.Reasons,
            Chart = message.Chart,
            NewMessages = made,
            Reason = reason,
            Fingerprint = [1],
            PolicyVersion = created.PolicyVersion,
        };
        Assert.IsType<CommitResult.Committed>(await gateway.Services.GetRequiredService<CommitQueue>().CommitAsync(changes => changes.Add(decision), cancellation));
    }
}
