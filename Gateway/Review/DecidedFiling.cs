using System.Diagnostics;
using Gateway.Messages;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>
/// Puts a message before the intake once more, for the chart that somebody has decided on. Structure and proxies are judged as ever; what the
/// text left in doubt, a reviewer has settled, and a sender has attested.
/// </summary>
internal sealed class DecidedFiling(InboundMessageReader inbound, IntakeFactsReader factsReader)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <param name="content">The message, for its new chart; it is changed.</param>
    /// <param name="id">The id it has, or gets.</param>
    /// <param name="decider">Who decides.</param>
    /// <param name="by">In what capacity.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Filing> DecideAsync(Communication content, MessageId id, Decider decider, DecidedBy by, CancellationToken cancellationToken)
    {
        if (Read(content, id, decider) is not { } message)
        {
            return NotAMessage(content, id, decider);
        }

        var facts = await FactsAsync(message, by, cancellationToken);
        if (OtherContext.DropFrom(content, facts) && Read(content, id, decider) is { } cleared)
        {
            facts = await FactsAsync(cleared, by, cancellationToken);
        }

        return Of(facts, IntakePolicy.Decide(facts), by);
    }

    private InboundMessage? Read(Communication content, MessageId id, Decider decider) =>
        (inbound.Read(content, id, decider.SignedIn, null) as InboundMessageReader.Reading.Message)?.Inbound;

    private Filing.Impossible NotAMessage(Communication content, MessageId id, Decider decider) => new(new WriteOutcome.Refused(
        StatusCodes.Status422UnprocessableEntity,
        inbound.Read(content, id, decider.SignedIn, null) is InboundMessageReader.Reading.AgainstProfile broken ? broken.Issues : []));

    private async ValueTask<IntakeFacts> FactsAsync(InboundMessage message, DecidedBy by, CancellationToken cancellationToken)
    {
        var facts = await factsReader.ReadAsync(message, cancellationToken);
        var writer = facts.Structure.Writer with { NeedsLaunchChart = false, LaunchChart = null };
        return by switch
        {
            // Her own words, for a chart that she may write in: the launch says where they were, and not where they belong.
            DecidedBy.Sender => facts with { Structure = facts.Structure with { Writer = writer }, Settlement = Settlement.Attested },

            // Whoever reviews vouches for the sender as a system does: that the sender may write in that chart is checked all the same.
            DecidedBy.Reviewer or DecidedBy.System =>
                facts with { Structure = facts.Structure with { Writer = writer with { IsSystem = true } }, Settlement = Settlement.Reviewed },
        };
    }

    private static Filing Of(IntakeFacts facts, IntakeDecision decision, DecidedBy by) => (decision, by) switch
    {
        (IntakeDecision.Route, _) => new Filing.Decided(facts, decision),

        // A sender's word may leave a doubt for the reviewers of the other chart. A reviewer's leaves none, so only an outage holds it.
        (IntakeDecision.Hold, DecidedBy.Sender) => new Filing.Decided(facts, decision),
        (IntakeDecision.Hold hold, _) => Later([IntakeRecord.RemarkOn(hold)]),
        (IntakeDecision.RetryLater later, _) => Later(later.Issues),
        (IntakeDecision.Refuse { IsForbidden: true } refuse, DecidedBy.Sender) =>
            new Filing.Impossible(new WriteOutcome.Refused(StatusCodes.Status403Forbidden, refuse.Issues)),
        (IntakeDecision.Refuse refuse, _) => new Filing.Impossible(new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, refuse.Issues)),
        _ => throw new UnreachableException(),
    };

    private static Filing.Impossible Later(System.Collections.Immutable.ImmutableArray<Resources.Issue> issues) => new(
        new WriteOutcome.Refused(StatusCodes.Status503ServiceUnavailable, issues) { RetryAfter = TryAgainIn });
}
