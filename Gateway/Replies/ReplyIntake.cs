using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Access;
using Gateway.Connections;
using Gateway.Inbox;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>The story of one message of the EHR: what is it, whose is it, may the patient read it, and what to save. Dealing with it again changes nothing.</summary>
internal sealed class ReplyIntake(
    ReplyReader reader,
    ThreadReader threads,
    InboundMessageReader inbound,
    IntakeFactsReader factsReader,
    OpenWorkReader openWork,
    ReviewCases cases,
    Decisions decisions,
    SequenceBlocks sequences,
    SearchIndex index,
    CommitQueue commits,
    InboxMetrics work,
    IOptions<EhrOptions> options,
    TimeProvider clock)
{
    // Whoever changes the same Task, or takes in the same reply, at the same time is done after a few.
    private const int MostAttempts = 8;

    private const string ThreadUnknown = "thread-unknown-now";

    /// <param name="entry">The message, as the EHR has it.</param>
    /// <param name="known">What was known of its page.</param>
    /// <param name="cancellationToken">Ends the reading; what is being written is written.</param>
    public async Task<ReplyResult> TakeAsync(EhrEntry entry, KnownEntries known, CancellationToken cancellationToken)
    {
        var earlier = known.Replies.GetValueOrDefault(entry.EhrId);
        if (earlier is null && (entry.IsOurs || known.Ours.Contains(entry.EhrId)))
        {
            return new ReplyResult.Ours();
        }

        var digest = DigestOf(entry);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (earlier is not null && earlier.Digest.AsSpan().SequenceEqual(digest))
            {
                return new ReplyResult.Known();
            }

            var (plan, result) = await PlanAsync(entry, earlier, digest, cancellationToken);
            if (plan is null)
            {
                return result;
            }

            switch (await commits.CommitAsync(plan.Stage, cancellationToken))
            {
                case CommitResult.Committed:
                    plan.Committed();
                    return result;
                case CommitResult.Unavailable unavailable:
                    return new ReplyResult.Later(unavailable.Fault);
            }

            earlier = await reader.KnownAsync(entry.EhrId, cancellationToken);
        }

        return new ReplyResult.Later("busy");
    }

    // What the EHR says about its own storing of it is no correction.
    private static byte[] DigestOf(EhrEntry entry)
    {
        if (entry.Content is not { } content)
        {
            return SHA256.HashData(entry.Json.Span);
        }

        var said = (Communication)content.DeepCopy();
        said.Meta = null;
        return SHA256.HashData(FhirJson.Serialize(said));
    }

    private async ValueTask<(ReplyWrite? Write, ReplyResult Result)> PlanAsync(EhrEntry entry, EhrReply? earlier, byte[] digest, CancellationToken cancellationToken)
    {
        if (entry.Content is not { } content)
        {
            return Refused(entry, earlier, digest, "unreadable");
        }

        if (earlier is { MessageId: { } id })
        {
            return await CorrectAsync(entry, content, earlier, new MessageId(id), digest, cancellationToken);
        }

        if (await threads.ReadAsync(content, cancellationToken) is not { } thread)
        {
            return (null, new ReplyResult.Later(ThreadUnknown));
        }

        var kind = ReplyPolicy.KindOf(content, !thread.Messages.IsEmpty, options.Value.Replies.NewConversations);
        if (kind is not (ReplyKind.Answer or ReplyKind.Conversation))
        {
            return (null, new ReplyResult.Ignored(kind));
        }

        return await JudgeAsync(entry, content, thread, MessageId.New(clock), cancellationToken) switch
        {
            (_, ReplyVerdict.Later later) => (null, new ReplyResult.Later(later.Why)),
            (_, ReplyVerdict.Refuse refuse) => Refused(entry, earlier, digest, refuse.Why),
            ({ } facts, ReplyVerdict.Accept accept) => await FileAsync(entry, earlier, digest, facts, accept.Decision, cancellationToken),
            ({ } facts, ReplyVerdict.Hold hold) => await HoldAsync(entry, earlier, digest, facts, hold.Decision, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The verdict on it as it stands, with what it rests on; no facts for what is no message at all.</summary>
    private async ValueTask<(IntakeFacts? Facts, ReplyVerdict Verdict)> JudgeAsync(
        EhrEntry entry, Communication content, ReplyThread thread, MessageId id, CancellationToken cancellationToken, params ImmutableArray<RuleHit> doubts)
    {
        var judged = ReplyForm.Judged(content, thread);
        var kept = ReplyForm.Kept(judged, thread, entry.EhrId, SourceOf(entry), Stamp.Now(clock));

        // What the EHR wrote was read leniently; what is stored here is FHIR.
        if (!FhirJson.TryReparse(FhirJson.Serialize(kept), out _, out _))
        {
            return (null, new ReplyVerdict.Refuse("not-fhir"));
        }

        if (inbound.Read(kept, id, CallerFor(content), null) is not InboundMessageReader.Reading.Message { Inbound: var message })
        {
            return (null, new ReplyVerdict.Refuse("against-profile"));
        }

        // Also what is not kept says whose it is.
        var facts = await factsReader.ReadAsync(message with { Claims = inbound.ClaimsIn(judged) }, cancellationToken);
        return (facts, ReplyPolicy.Judge(facts, [.. ReplyPolicy.DoubtsIn(content), .. doubts]));
    }

    private async ValueTask<(ReplyWrite? Write, ReplyResult Result)> FileAsync(
        EhrEntry entry, EhrReply? earlier, byte[] digest, IntakeFacts facts, IntakeDecision.Route route, CancellationToken cancellationToken)
    {
        var record = await RecordAsync(entry, facts, route, cancellationToken);
        var answered = await openWork.AnsweredByAsync(facts.Message.Content, record.Chart, cancellationToken);
        var (caller, now) = (facts.Message.Caller, Stamp.Now(clock));
        return (new ReplyWrite(changes =>
        {
            record.Stage(changes);
            StageKnown(changes, entry, earlier, digest, record.MessageId);
            answered.StageAnswered(changes, record.MessageId.Key, caller, caller.Person, index, now);
        })
        {
            Committed = () =>
            {
                foreach (var (row, task) in answered.Tasks)
                {
                    work.Answered(WorkTasks.PoolOf(task) ?? string.Empty, now - row.Occurred, WorkTasks.AnswerBy(task) is not { } until || now <= until);
                }
            },
        }, new ReplyResult.Filed());
    }

    private async ValueTask<(ReplyWrite? Write, ReplyResult Result)> HoldAsync(
        EhrEntry entry, EhrReply? earlier, byte[] digest, IntakeFacts facts, IntakeDecision.Hold hold, CancellationToken cancellationToken)
    {
        var record = await RecordAsync(entry, facts, hold, cancellationToken);
        return (new ReplyWrite(changes =>
        {
            record.Stage(changes);
            StageKnown(changes, entry, earlier, digest, record.MessageId);
        }), new ReplyResult.Held());
    }

    // It came from the EHR: there is no connection by which it would go there.
    private async ValueTask<IntakeRecord> RecordAsync(EhrEntry entry, IntakeFacts facts, IntakeDecision decision, CancellationToken cancellationToken) => IntakeRecord.Of(
        facts,
        decision,
        connection: null,
        (await sequences.NextAsync(cancellationToken), await sequences.NextAsync(cancellationToken)),
        index,
        clock,
        SourceOf(entry));

    private (ReplyWrite? Write, ReplyResult Result) Refused(EhrEntry entry, EhrReply? earlier, byte[] digest, string why) => (
        new ReplyWrite(changes =>
        {
            StageKnown(changes, entry, earlier, digest, earlier?.MessageId is { } id ? new MessageId(id) : null);
            changes.Add(new AuditEntry
            {
                Action = AuditAction.Create,
                Outcome = AuditOutcome.Refused,
                Client = ClientName,
                Resource = "Communication",
                Related = SourceOf(entry),
                Why = why,
            });
        }),
        new ReplyResult.Refused(why));

    private async ValueTask<(ReplyWrite? Write, ReplyResult Result)> CorrectAsync(
        EhrEntry entry, Communication content, EhrReply earlier, MessageId id, byte[] digest, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(id.Value, cancellationToken) is not { State: not MessageState.Ended } found)
        {
            // Sealed or deleted: what the EHR says of it since then changes nothing here.
            return (new ReplyWrite(changes => StageKnown(changes, entry, earlier, digest, id)), new ReplyResult.Known());
        }

        if (content.Status is EventStatus.EnteredInError or EventStatus.NotDone)
        {
            var ended = decisions.EndedAtOrigin(found, CallerFor(content));
            return (new ReplyWrite(changes =>
            {
                ended.Stage!(changes);
                StageKnown(changes, entry, earlier, digest, id);
            })
            { Committed = () => ended.Settled?.Invoke(CommitResult.Committed.Instance) }, new ReplyResult.Ended());
        }

        if (content.Status is not (EventStatus.Completed or EventStatus.InProgress))
        {
            return (new ReplyWrite(changes => StageKnown(changes, entry, earlier, digest, id)), new ReplyResult.Known());
        }

        if (await threads.ReadAsync(content, cancellationToken) is not { } thread)
        {
            return (null, new ReplyResult.Later(ThreadUnknown));
        }

        var (facts, verdict) = await JudgeAsync(entry, content, thread, id, cancellationToken);
        if (facts?.Chart is { } chart && chart.Id.Value != found.Row.Chart)
        {
            // An accepted message keeps its subject, whatever the EHR does with its own.
            (facts, verdict) = await JudgeAsync(entry, content, thread, id, cancellationToken, new RuleHit(ReplyPolicy.ChartChanged, "Communication.subject"));
        }

        return (facts, verdict) switch
        {
            (_, ReplyVerdict.Later later) => (null, new ReplyResult.Later(later.Why)),
            (_, ReplyVerdict.Refuse refuse) => Refused(entry, earlier, digest, refuse.Why),
            ({ } judged, ReplyVerdict.Accept accept) => (
                new ReplyWrite(changes =>
                {
                    ReplyCorrection.StageAccepted(changes, found, judged, accept.Decision, index, Stamp.Now(clock));
                    StageKnown(changes, entry, earlier, digest, id);
                }),
                new ReplyResult.Corrected()),
            ({ } judged, ReplyVerdict.Hold hold) => await HoldCorrectionAsync(entry, found, judged, hold.Decision, earlier, digest, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async ValueTask<(ReplyWrite? Write, ReplyResult Result)> HoldCorrectionAsync(
        EhrEntry entry, ReviewCase found, IntakeFacts facts, IntakeDecision.Hold hold, EhrReply earlier, byte[] digest, CancellationToken cancellationToken)
    {
        var sequence = await sequences.NextAsync(cancellationToken);
        return (new ReplyWrite(changes =>
        {
            ReplyCorrection.StageHeld(changes, found, facts, hold, sequence, index, clock);
            StageKnown(changes, entry, earlier, digest, facts.Message.Id);
        }), new ReplyResult.Held());
    }

    private void StageKnown(Changes changes, EhrEntry entry, EhrReply? earlier, byte[] digest, MessageId? id)
    {
        if (earlier is null)
        {
            changes.Add(new EhrReply { Connection = options.Value.Name, EhrId = entry.EhrId, MessageId = id?.Value, Digest = digest });
        }
        else
        {
            changes.Change(earlier with { }, row => (row.Digest, row.MessageId) = (digest, id?.Value));
        }
    }

    private string ClientName => $"ehr-{options.Value.Name}";

    // The EHR vouches for whom it names, as a system that posts here does.
    private Caller CallerFor(Communication message) => new(
        ClientName,
        null,
        ResourceKey.TryParse(message.Sender?.Reference, out var sender) && sender.Type is "Practitioner" or "PractitionerRole" ? sender : null,
        [new SmartScope(ScopeLevel.System, Decider.Type, ScopeRights.Create)],
        IsReviewer: false);

    private string SourceOf(EhrEntry entry) =>
        new Uri(options.Value.BaseAddress, $"Communication/{entry.EhrId}").AbsoluteUri + (entry.Version is { } version && FhirId.IsValid(version) ? $"/_history/{version}" : string.Empty);
}
