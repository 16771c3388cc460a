using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Charts;
using Gateway.Connections;
using Gateway.Monitoring;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Subjects;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Instant = NodaTime.Instant;

namespace Gateway.Requests;

/// <summary>
/// Sets a request with a schedule on its course when it is written, and takes it off when it is held or ended: what is asked for at that moment is not
/// asked for any more, in the same transaction.
/// </summary>
internal sealed class RequestCourses(
    IDbContextFactory<GatewayDb> databases, ChartDirectory directory, KnownServers servers, PolicyInForce policies, SearchIndex index, TimeProvider clock)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <param name="before">What is stored; null for a new request.</param>
    /// <param name="after">What shall be stored; its course is written into it.</param>
    /// <param name="chart">Whose chart it is in.</param>
    /// <param name="caller">Who writes it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<PreparedRequest> PrepareAsync(
        CommunicationRequest? before, CommunicationRequest after, PatientId? chart, Caller caller, CancellationToken cancellationToken)
    {
        if (before?.Status is null or RequestStatus.Draft)
        {
            // A course is the gateway's to say.
            after.RemoveExtension(Canonicals.RequestCourse);
        }

        var known = before is { Status: RequestStatus.Active or RequestStatus.OnHold } ? RequestCourse.Of(before) : null;
        if (after.Status != RequestStatus.Active)
        {
            (known is null ? null : known with { Next = null })?.PutInto(after);
            return new PreparedRequest.Ready(known is null ? null : await ClosingAsync(after, caller, cancellationToken));
        }

        return after.DoNotPerform == true || !ScheduleReader.IsKept(after) || chart is not { } patient
            ? new PreparedRequest.Ready(null)
            : await OnCourseAsync(before, after, known, patient, cancellationToken);
    }

    private async ValueTask<PreparedRequest> OnCourseAsync(
        CommunicationRequest? before, CommunicationRequest after, RequestCourse? known, PatientId chart, CancellationToken cancellationToken)
    {
        var policy = (await policies.CurrentAsync(cancellationToken)).Organisation;
        var pool = AskedPool.Of(after, policy.Routing);
        var (schedule, zone, issues) = ScheduleReader.Read(after, known?.Zone ?? AskedPool.ZoneOf(pool, policy.Routing));
        if (schedule is null)
        {
            return Refused(issues);
        }

        if (known is null)
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            switch (await ObjectionsAsync(after, chart, policy.Proxies, today, cancellationToken))
            {
                case null:
                    return new PreparedRequest.Refused(Away());
                case { IsEmpty: false } objections:
                    return Refused(objections);
            }
        }
        else if (before?.Status == RequestStatus.Active && Protection.Keeps(before, after, "occurrence"))
        {
            return new PreparedRequest.Ready(null);
        }

        var now = Instant.FromDateTimeOffset(Stamp.Now(clock));
        var course = new RequestCourse(zone, now) { Last = known?.Last };
        var next = schedule.NextAfter(course.Last, course.Since);
        if (next is null && course.Last is null)
        {
            return Refused([new Issue(OperationOutcome.IssueType.BusinessRule, "All of it is over already: nothing would be asked for.", "CommunicationRequest.occurrence")]);
        }

        (course with { Next = next?.Due ?? now }).PutInto(after);
        return new PreparedRequest.Ready(null);
    }

    // Null while the EHR cannot say who acts for whom.
    private async ValueTask<ImmutableArray<Issue>?> ObjectionsAsync(
        CommunicationRequest request, PatientId chart, ProxyRules rules, DateOnly today, CancellationToken cancellationToken)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        if (!(ResourceKey.TryParse(KeyOf(request.Requester)?.ToString(), out var requester) && requester.Type is "Practitioner" or "PractitionerRole" or "Organization"))
        {
            issues.Add(new Issue(
                OperationOutcome.IssueType.BusinessRule, "Whoever asks a patient is of the clinic: a practitioner, a role or an organization.", "CommunicationRequest.requester"));
        }

        if (request.Recipient is not [var recipient] || KeyOf(recipient) is not { Type: "Patient" or "RelatedPerson" } asked)
        {
            issues.Add(new Issue(
                OperationOutcome.IssueType.BusinessRule, "One person is asked: the patient, or somebody who acts for the patient.", "CommunicationRequest.recipient"));
            return issues.DrainToImmutable();
        }

        if (asked != chart.Key)
        {
            switch (await ActsForAsync(asked, chart, rules, today, cancellationToken))
            {
                case null:
                    return null;
                case false:
                    issues.Add(new Issue(
                        OperationOutcome.IssueType.BusinessRule, "Who is asked is not this patient, and does not act for this patient today.", "CommunicationRequest.recipient[0]"));
                    break;
            }
        }

        return issues.DrainToImmutable();
    }

    // A related person is of one chart: that of the same human being in another is not meant here.
    private async ValueTask<bool?> ActsForAsync(ResourceKey person, PatientId chart, ProxyRules rules, DateOnly today, CancellationToken cancellationToken) =>
        (await directory.FindPersonAsync(person, cancellationToken), await directory.FindChartAsync(chart, cancellationToken)) switch
        {
            (Lookup<PersonFacts>.Unavailable, _) or (_, Lookup<ChartFacts>.Unavailable) => null,
            (_, Lookup<ChartFacts>.Found { Facts: var found }) when person.Type == "RelatedPerson" =>
                found.Proxies.Any(grant => grant.RelatedPerson == person && ProxyPolicy.StandingOf(grant, found, rules, today) == ProxyStanding.InForce),
            (Lookup<PersonFacts>.Found { Facts: var facts }, Lookup<ChartFacts>.Found { Facts: var found }) =>
                facts.OwnChart == chart || ProxyPolicy.StandingOf(facts, found, rules, today) == ProxyStanding.InForce,
            _ => false,
        };

    private ResourceKey? KeyOf(ResourceReference? reference) =>
        reference is not null && ReferenceTarget.Of(reference, servers.Bases) is ReferenceTarget.Literal literal ? literal.Key : null;

    private async ValueTask<Action<Changes>?> ClosingAsync(CommunicationRequest request, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (now, stages) = (Stamp.Now(clock), new List<Action<Changes>>());
        foreach (var open in await OpenOccurrence.OfAsync(db, new ResourceKey("CommunicationRequest", request.Id!), cancellationToken))
        {
            stages.Add(open.Changed(
                task => OccurrenceTasks.Cancel(task, now), version => AuditEntries.Changed(caller, AuditAction.Update, open.Row, version), index, now));
        }

        return stages.Count == 0 ? null : changes => stages.ForEach(stage => stage(changes));
    }

    private static PreparedRequest.Refused Refused(ImmutableArray<Issue> issues) => new(new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, issues));

    private static WriteOutcome.Refused Away() => WriteOutcome.Refused.Because(
        StatusCodes.Status503ServiceUnavailable,
        new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so who acts for this patient cannot be checked. Try again shortly.")) with
    {
        RetryAfter = TryAgainIn,
    };
}
