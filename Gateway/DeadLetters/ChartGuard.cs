using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Charts;
using Gateway.Delivery;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.DeadLetters;

/// <summary>
/// Judges a message once more before it is replayed, as it would be sent: everything in it must still be of the one patient, by what the EHR
/// says today. Corrections pass through here, so that none of them leads into another chart (ADR 0049).
/// </summary>
internal sealed class ChartGuard(DeadLetterReader letters, InboundMessageReader inbound, IntakeFactsReader factsReader)
{
    // That its sender may write there is asked of the EHR all the same; no launch stands behind a replay.
    private static readonly Caller System = new(
        "gateway", null, null, [SmartScope.TryParse("system/Communication.c", out var scope) ? scope : throw new InvalidOperationException()], false);

    public async ValueTask<GuardVerdict> CheckAsync(OutboxEntry letter, Corrections corrections, CancellationToken cancellationToken)
    {
        var (stored, isSettled) = await letters.MessageOfAsync(letter.MessageId, cancellationToken);
        if (stored is null || stored.IsDeleted)
        {
            return Stop("The gateway does not hold this message any more.");
        }

        // What is taken back leaves the chart: there is nothing to guard.
        return letter.Kind == OutboxKind.Retract ? new GuardVerdict.Passes() : await CheckAsync(letter, stored, isSettled, corrections, cancellationToken);
    }

    private async ValueTask<GuardVerdict> CheckAsync(
        OutboxEntry letter, StoredResource stored, bool isSettled, Corrections corrections, CancellationToken cancellationToken)
    {
        var content = (Communication)FhirJson.ReadStored(stored.Content);
        if (stored.Quarantined || content.Status is EventStatus.EnteredInError or EventStatus.OnHold)
        {
            return Stop("This message is held, or was taken back: it goes into no chart.");
        }

        if (stored.Chart != letter.Chart || content.Subject?.Reference != new PatientId(letter.Chart).Key.ToString())
        {
            return Stop("This message is not of the chart that it was to be filed in.");
        }

        Correct(content, corrections);
        if (inbound.Read(content, new MessageId(letter.MessageId), System, null) is not InboundMessageReader.Reading.Message { Inbound: var message })
        {
            return Stop("With these corrections it is no message any more.");
        }

        var facts = await factsReader.ReadAsync(message, cancellationToken);
        return Chart(facts.Structure.Chart, letter, corrections)
            ?? (!isSettled && IntakePolicy.Decide(facts) is IntakeDecision.Hold { Reason: HoldReason.CannotBeVerified }
                ? Stop("Something that the message refers to cannot be found in this chart any more.")
                : Judged(IntakePolicy.Decide(facts with { Settlement = Settlement.Reviewed })));
    }

    private static GuardVerdict? Chart(Lookup<ChartFacts> chart, OutboxEntry letter, Corrections corrections) => chart switch
    {
        Lookup<ChartFacts>.Found { Facts.Id: var today } => corrections.Patient is { } patient
            ? patient == today.Key.ToString() ? null : Stop("corrections.patient is not the patient of this message.", "corrections.patient")
            : today.Value == letter.Chart
                ? null
                : Stop($"The EHR has merged this chart into {today.Key}: replay with that as corrections.patient.", "corrections.patient"),
        Lookup<ChartFacts>.Unavailable => new GuardVerdict.Unknown([new Issue(IssueType.Transient, "The EHR does not answer, so the chart cannot be checked.")]),
        _ => Stop("The EHR shows the gateway no such patient."),
    };

    // The words are those that were judged when it came in, and what a person settled then stays settled. What may have changed is the chart.
    private static GuardVerdict Judged(IntakeDecision decision) => decision switch
    {
        IntakeDecision.Route => new GuardVerdict.Passes(),
        IntakeDecision.Refuse refuse => new GuardVerdict.Stops(Plain(refuse.Issues)),
        IntakeDecision.RetryLater later => new GuardVerdict.Unknown(Plain(later.Issues)),
        _ => new GuardVerdict.Unknown([new Issue(IssueType.Transient, "Whose chart this is cannot be told now.")]),
    };

    private static void Correct(Communication content, Corrections corrections)
    {
        if (corrections.Recipients is { } recipients)
        {
            content.Recipient = [.. recipients.Select(recipient => new ResourceReference(recipient))];
        }

        if (corrections.Category is { } category)
        {
            content.Category = [new CodeableConcept(Corrections.CategorySystem, category)];
        }
    }

    // Other charts, and places in the text, are for the sender and for reviewers.
    private static ImmutableArray<Issue> Plain(ImmutableArray<Issue> issues) =>
        [.. issues.Where(issue => issue.Advice is null).Select(issue => issue with { SuggestedCharts = [], Evidence = [] })];

    private static GuardVerdict.Stops Stop(string sentence, string? expression = null) => new([new Issue(IssueType.BusinessRule, sentence, expression)]);
}
