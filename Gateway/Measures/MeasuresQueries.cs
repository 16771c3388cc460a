using Gateway.Inbox;
using Gateway.Messages;
using Gateway.Search.Indexing;
using Gateway.Storage;

namespace Gateway.Measures;

/// <summary>What is asked of the store for the measures: each follows an index that is in the order of time.</summary>
internal static class MeasuresQueries
{
    /// <summary>Why a message is given back when it seems to be for another chart.</summary>
    private static readonly string[] OtherCharts =
    [
        ReasonCodes.WrongChart, ReasonCodes.Of(HoldReason.AboutSomeoneElse), ReasonCodes.Of(HoldReason.AboutSeveral), ReasonCodes.Of(HoldReason.WhoIsUnclear),
    ];

    public static IQueryable<StoredResource> Messages(GatewayDb db, DateTimeOffset from, DateTimeOffset until) =>
        db.Resources.Where(row => row.ResourceType == "Communication" && row.Occurred >= from && row.Occurred < until);

    public static IQueryable<DecisionFacts> Decisions(GatewayDb db, DateTimeOffset from, DateTimeOffset until)
    {
        var pools = ReviewEntries.Pool;
        return db.Decisions
            .Where(decision => decision.DecidedAt >= from && decision.DecidedAt < until)
            .LeftJoin(
                db.Tokens.Where(entry => entry.Parameter == pools),
                decision => "Communication/" + decision.MessageId,
                entry => entry.Code,
                (decision, entry) => new DecisionFacts(
                    decision.Kind,
                    decision.By,
                    decision.Reason,
                    decision.HoldReason,
                    decision.PolicyVersion,
                    entry == null ? null : entry.System,
                    decision.HeldSince,
                    decision.DecidedAt,
                    decision.NewMessages));
    }

    /// <summary>Messages that came in that time and were to be answered: the system is the pool, the code the course.</summary>
    public static IQueryable<TokenEntry> Work(GatewayDb db, DateTimeOffset from, DateTimeOffset until)
    {
        var (parameter, first, end) = (WorkEntries.Course, WorkCourse.From(from), WorkCourse.From(until));
        return db.Tokens.Where(entry => entry.Parameter == parameter && string.Compare(entry.Code, first) >= 0 && string.Compare(entry.Code, end) < 0);
    }

    /// <summary>What was given to somebody else in that time.</summary>
    public static IQueryable<AuditEntry> Reroutes(GatewayDb db, DateTimeOffset from, DateTimeOffset until)
    {
        List<string> reasons = [.. RerouteRequest.Reasons];
        return db.Audit.Where(entry => reasons.Contains(entry.Why!) && entry.At >= from && entry.At < until
            && entry.Outcome == AuditOutcome.Done && entry.Action == AuditAction.Update);
    }

    /// <summary>Messages that were given back because of whose chart it was.</summary>
    public static IQueryable<TakenMessage> GivenBack(GatewayDb db, DateTimeOffset from, DateTimeOffset until)
    {
        List<string> reasons = [.. OtherCharts];
        return db.Audit
            .Where(entry => reasons.Contains(entry.Why!) && entry.At >= from && entry.At < until
                && entry.Outcome == AuditOutcome.Refused && entry.Action == AuditAction.Create)
            .Select(entry => new TakenMessage(entry.Client, entry.Person, entry.Related, entry.At));
    }

    /// <summary>Messages that were taken into one of these charts.</summary>
    public static IQueryable<TakenMessage> TakenInto(GatewayDb db, List<string> charts, DateTimeOffset from, DateTimeOffset until) => db.Audit
        .Where(entry => charts.Contains(entry.Chart!) && entry.At >= from && entry.At < until
            && entry.Outcome == AuditOutcome.Done && entry.Action == AuditAction.Create)
        .Select(entry => new TakenMessage(entry.Client, entry.Person, "Patient/" + entry.Chart, entry.At));
}
