using System.Collections.Immutable;
using Gateway.Attachments;
using Gateway.Charts;
using Gateway.Engagement;
using Gateway.Guidance;
using Gateway.Policies;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Subjects;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>
/// Decides on a message: triage first, so that also a held message keeps its urgency; then what was agreed; then whose it is; then where it goes.
/// </summary>
internal static class IntakePolicy
{
    public static IntakeDecision Decide(IntakeFacts facts)
    {
        var urgency = UrgencyOf(facts);
        var findings = SignFindings.AddTo(StructuralPolicy.Assess(facts.Structure, facts.Policy.Proxies), facts);
        var hits = Hits(facts, findings);
        var standing = Standing(facts, findings);
        return Advised(facts, DecideSafety(facts, urgency, hits)
            ?? DecideEngagement(facts, standing, urgency, hits)
            ?? DecideStructure(facts, standing, urgency, hits)
            ?? DecideNarrative(facts, urgency, hits)
            ?? (IntakeDecision?)DecideForm(facts, urgency, hits)
            ?? Route(facts, urgency, hits) with
            {
                Attested = facts.Settlement == Settlement.Attested ? DoubtIn(facts) ?? DoubtInSigns(facts, findings) : null,
            });
    }

    // A value that the clinic does not expect is for a clinician to see, whatever the words say.
    private static Urgency UrgencyOf(IntakeFacts facts) =>
        TriagePolicy.Assess(facts.Signals) is var read && !facts.OutOfRange.IsEmpty && read < facts.Policy.Readings.OutOfRange ? facts.Policy.Readings.OutOfRange : read;

    /// <summary>What the sender of an emergency is told; nothing for any other message.</summary>
    public static ImmutableArray<Issue> AdviceFor(IntakeFacts facts, bool isTakenIn) => UrgencyOf(facts) == Urgency.Emergency
        ? AdvicePolicy.For([.. RedFlagsIn(facts.Text, facts.Signals), .. facts.OutOfRange], facts.Message.AnswerLanguages, isTakenIn, facts.Policy.Advice)
        : [];

    /// <param name="text">What was written.</param>
    /// <param name="signals">What triage read in it.</param>
    /// <param name="languages">What its sender reads, most wanted first.</param>
    /// <param name="isTakenIn">Whether the message stays here.</param>
    /// <param name="rules">The sentences.</param>
    public static ImmutableArray<Issue> AdviceFor(
        MessageText text, TriageSignals signals, ImmutableArray<string> languages, bool isTakenIn, AdviceRules rules) =>
        TriagePolicy.Assess(signals) == Urgency.Emergency ? AdvicePolicy.For([.. RedFlagsIn(text, signals)], languages, isTakenIn, rules) : [];

    private static IEnumerable<RuleHit> RedFlagsIn(MessageText text, TriageSignals signals) => signals.RedFlags.Select(hit => text.Locate(hit.RuleId, hit.Span));

    // First of all that is said: what is given back is read by nobody, and what is kept perhaps not in time.
    private static IntakeDecision Advised(IntakeFacts facts, IntakeDecision decision)
    {
        var advice = AdviceFor(facts, decision is IntakeDecision.Route or IntakeDecision.Hold);
        return decision switch
        {
            IntakeDecision.Refuse refuse => refuse with { Advice = advice, Issues = [.. advice, .. refuse.Issues] },
            IntakeDecision.RetryLater later => later with { Advice = advice, Issues = [.. advice, .. later.Issues] },
            _ => decision with { Advice = advice },
        };
    }

    private static IntakeDecision.Route Route(IntakeFacts facts, Urgency urgency, ImmutableArray<RuleHit> hits)
    {
        var (rules, question) = (facts.Policy.Routing, QuestionOf(facts, urgency));
        var destination = RoutingPolicy.DestinationOf(question, rules);
        return new IntakeDecision.Route(destination.Pool, urgency, [.. hits, .. destination.Rules.Select(rule => new RuleHit(rule))])
        {
            Handling = new Handling(destination, RoutingPolicy.PromisedFor(question, destination.Pool, rules), facts.Policy.Version),
            Intents = question.Intents,
            Confidences = question.Intents.Distinct()
                .Select(intent => (Intent: intent, Confidence: TriagePolicy.ConfidenceIn(intent, facts.Signals)))
                .Where(asked => asked.Confidence is not null)
                .ToImmutableDictionary(asked => asked.Intent, asked => asked.Confidence!.Value),
            NeedsAnswer = facts.Message.Sender.Type is not ("Practitioner" or "PractitionerRole"),
        };
    }

    private static RoutingQuestion QuestionOf(IntakeFacts facts, Urgency urgency) => new(
        urgency,
        facts.Intents,
        [.. facts.Message.Recipients],
        NodaTime.Instant.FromDateTimeOffset(facts.At));

    private static ImmutableArray<Finding> Standing(IntakeFacts facts, ImmutableArray<Finding> findings) =>
        [.. findings.Where(finding => finding.Kind switch
        {
            FindingKind.SomeoneElse => !IsSettled(facts, DoubtInSigns(facts, findings)!),
            FindingKind.Doubt => facts.Settlement != Settlement.Reviewed,
            FindingKind.OtherChart or FindingKind.NotPermitted or FindingKind.Broken or FindingKind.Unavailable => true,
        })];

    // Whoever sends it, and however urgent it is: malware goes to no chart, and what nobody could look at is asked for again.
    private static IntakeDecision? DecideSafety(IntakeFacts facts, Urgency urgency, ImmutableArray<RuleHit> hits) => facts.Scan switch
    {
        ScanVerdict.Infected infected => new IntakeDecision.Refuse(
            [
                new Issue(OperationOutcome.IssueType.BusinessRule, "This file has malware in it, so the message was not taken. Send it without the file.", infected.Expression)
                {
                    Reason = ReasonCodes.AttachmentInfected,
                    Evidence = [new RuleHit("attachments.malware", infected.Expression)],
                },
            ],
            false,
            urgency,
            [.. hits, new RuleHit("attachments.malware", infected.Expression)]),
        ScanVerdict.Unavailable => new IntakeDecision.RetryLater(
            [new Issue(OperationOutcome.IssueType.Transient, "The attached files cannot be looked at now. Send the message again shortly.") { Reason = ReasonCodes.ScannerUnavailable }],
            urgency,
            hits),
        _ => null,
    };

    // An emergency is taken from whoever writes it, however long; who may not write here at all is not asked to sign first; and
    // what a reviewer files was taken in already.
    private static IntakeDecision.Refuse? DecideEngagement(
        IntakeFacts facts, ImmutableArray<Finding> findings, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        urgency != Urgency.Emergency
        && facts.Settlement != Settlement.Reviewed
        && facts.Structure.Sender is Lookup<PersonFacts>.Found
        && !findings.Any(finding => finding.Kind is FindingKind.OtherChart or FindingKind.NotPermitted or FindingKind.Broken)
        && ObjectionsTo(facts) is { IsEmpty: false } objections
            ? new IntakeDecision.Refuse(objections, false, urgency, [.. hits, .. objections.SelectMany(objection => objection.Evidence)])
            : null;

    private static ImmutableArray<Issue> ObjectionsTo(IntakeFacts facts) =>
    [
        .. EngagementPolicy.Objections(EngagementFactsOf(facts), facts.Policy.Engagement, facts.Message.AnswerLanguages),
        .. AttachmentTypePolicy.Check(facts.Message.Files, facts.Policy.Attachments),
    ];

    private static EngagementFacts EngagementFactsOf(IntakeFacts facts) =>
        new(facts.Policy.Engagement.MostCharacters is null ? 0 : facts.Text.Characters, facts.Agreement);

    private static IntakeDecision? DecideStructure(
        IntakeFacts facts, ImmutableArray<Finding> findings, Urgency urgency, ImmutableArray<RuleHit> hits)
    {
        if (findings.IsEmpty)
        {
            return null;
        }

        // The worst objection decides; what is certainly wrong outranks what is merely unknown.
        return findings.Min(finding => finding.Kind) switch
        {
            FindingKind.OtherChart => Refuse(findings, false, urgency, hits),
            FindingKind.NotPermitted => Refuse(findings, true, urgency, hits),
            FindingKind.Broken => Refuse(findings, false, urgency, hits),
            FindingKind.SomeoneElse => SomeoneElse(facts, findings, urgency, hits),
            FindingKind.Doubt when findings.Any(finding => finding.Kind == FindingKind.Unavailable) => Outage(facts, findings, urgency, hits),
            FindingKind.Doubt => Hold(facts, HoldReason.CannotBeVerified, [], urgency, hits),
            FindingKind.Unavailable => Outage(facts, findings, urgency, hits),
        };
    }

    private static IntakeDecision SomeoneElse(
        IntakeFacts facts, ImmutableArray<Finding> findings, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        facts.Narrative is NarrativeVerdict.AboutSeveral && DecideNarrative(facts, urgency, hits) is { } several
            ? several
            : Doubtful(facts, DoubtInSigns(facts, findings)!, urgency, hits, [.. SignsIn(findings).Select(sign => HitOf(facts, sign)), .. NarrativeHits(facts)]);

    // Names and numbers are asked about as the text is: whoever wrote them can say what they mean.
    private static Doubt? DoubtInSigns(IntakeFacts facts, ImmutableArray<Finding> findings)
    {
        if (!SignsIn(findings).Any())
        {
            return null;
        }

        var (rules, charts) = (facts.Policy.Subjects, OpenTo(facts, [.. SignsIn(findings).SelectMany(sign => sign.OtherCharts)]));
        var action = (charts.IsEmpty ? rules.SomeoneElse : rules.SomeoneElseWithChart).For(VerdictStrength.Strong);
        return new Doubt(HoldReason.AboutSomeoneElse, action, VerdictStrength.Strong, charts);
    }

    private static IEnumerable<Finding> SignsIn(ImmutableArray<Finding> findings) => findings.Where(finding => finding.Kind == FindingKind.SomeoneElse);

    private static IntakeDecision Outage(IntakeFacts facts, ImmutableArray<Finding> findings, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        facts.Policy.Subjects.ChartsUnavailable switch
        {
            OutageAction.RetryLater => new IntakeDecision.RetryLater(IssuesOf(findings), urgency, hits),
            OutageAction.Hold => Hold(facts, HoldReason.ChartsUnavailable, [], urgency, hits),
        };

    private static IntakeDecision? DecideNarrative(IntakeFacts facts, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        DoubtIn(facts) is not { } doubt || IsSettled(facts, doubt) ? null : Doubtful(facts, doubt, urgency, hits);

    // Answers that do not fit the questions are put right by the app that asked them; but nobody fills in a form anew in an emergency.
    private static IntakeDecision.Refuse? DecideForm(IntakeFacts facts, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        urgency == Urgency.Emergency || facts.Message.FormFaults.IsEmpty ? null : new IntakeDecision.Refuse(facts.Message.FormFaults, false, urgency, hits);

    // A sender's word counts where the policy takes it; a reviewer has read the message.
    private static bool IsSettled(IntakeFacts facts, Doubt doubt) => facts.Settlement switch
    {
        Settlement.Open => false,
        Settlement.Attested => doubt.Action == DoubtAction.Attest,
        Settlement.Reviewed => true,
    };

    private static Doubt? DoubtIn(IntakeFacts facts)
    {
        var (rules, strength) = (facts.Policy.Subjects, facts.Narrative.Strength);
        return facts.Narrative switch
        {
            NarrativeVerdict.AboutSubject or NarrativeVerdict.General => null,
            NarrativeVerdict.AboutSomeoneElse other when OpenTo(facts, other.SuggestedCharts) is { IsEmpty: false } charts =>
                new Doubt(HoldReason.AboutSomeoneElse, rules.SomeoneElseWithChart.For(strength), strength, charts),
            NarrativeVerdict.AboutSomeoneElse => new Doubt(HoldReason.AboutSomeoneElse, rules.SomeoneElse.For(strength), strength, []),
            NarrativeVerdict.AboutSeveral several =>
                new Doubt(HoldReason.AboutSeveral, rules.Several.For(strength), strength, OpenTo(facts, several.SuggestedCharts)),
            _ => new Doubt(HoldReason.WhoIsUnclear, rules.Undecided.For(strength), strength, []),
        };
    }

    // A chart is only suggested to somebody who may write into it today: a suggestion tells that a person is a patient here.
    private static ImmutableArray<PatientId> OpenTo(IntakeFacts facts, ImmutableArray<PatientId> charts) =>
        facts.Structure.Sender is not Lookup<PersonFacts>.Found { Facts: var person }
            ? []
            :
            [
                .. person.ProxiedCharts
                    .Where(proxied => charts.Contains(proxied.Chart.Id)
                        && ProxyPolicy.StandingOf(person, proxied.Chart, facts.Policy.Proxies, facts.Structure.Today) == ProxyStanding.InForce)
                    .Select(proxied => proxied.Chart.Id),
            ];

    // An emergency is never merely given back: somebody has to see it, whoever it is about.
    private static IntakeDecision Doubtful(
        IntakeFacts facts, Doubt doubt, Urgency urgency, ImmutableArray<RuleHit> hits, ImmutableArray<RuleHit>? evidence = null) =>
        (urgency == Urgency.Emergency ? DoubtAction.Hold : doubt.Action) switch
        {
            DoubtAction.Hold => Hold(facts, doubt.Reason, doubt.Charts, urgency, hits) with { Strength = doubt.Strength },
            DoubtAction.Ask or DoubtAction.Attest => new IntakeDecision.Refuse([QuestionFor(doubt, evidence ?? NarrativeHits(facts))], false, urgency, hits),
        };

    private static IntakeDecision.Hold Hold(
        IntakeFacts facts, HoldReason reason, ImmutableArray<PatientId> charts, Urgency urgency, ImmutableArray<RuleHit> hits) => new(
            reason, urgency == Urgency.Emergency ? facts.Policy.Routing.Emergency : facts.Policy.Routing.Review, charts, urgency, hits);

    private static IntakeDecision.Refuse Refuse(
        ImmutableArray<Finding> findings, bool isForbidden, Urgency urgency, ImmutableArray<RuleHit> hits) =>
        new(IssuesOf(findings), isForbidden, urgency, hits);

    private static Issue QuestionFor(Doubt doubt, ImmutableArray<RuleHit> evidence) => new(
        OperationOutcome.IssueType.BusinessRule,
        doubt.Charts.IsEmpty
            ? "This message seems to be about somebody else. Only what is about this patient can go into this chart."
            : "This message seems to be about somebody whose own chart you may write to. Send it there, so that the right people see it.",
        "Communication.subject")
    {
        Reason = ReasonCodes.Of(doubt.Reason),
        SuggestedCharts = doubt.Charts,
        Evidence = evidence,
        IsAttestable = doubt.Action == DoubtAction.Attest,
    };

    private static ImmutableArray<Issue> IssuesOf(ImmutableArray<Finding> findings) => [.. findings.Select(IssueOf)];

    private static Issue IssueOf(Finding finding)
    {
        var (code, reason) = finding.Kind switch
        {
            FindingKind.OtherChart => (OperationOutcome.IssueType.BusinessRule, ReasonCodes.WrongChart),
            FindingKind.NotPermitted => (OperationOutcome.IssueType.Forbidden, ReasonCodes.NotPermitted),
            FindingKind.Broken => (OperationOutcome.IssueType.NotFound, ReasonCodes.BrokenReference),
            FindingKind.SomeoneElse => (OperationOutcome.IssueType.BusinessRule, ReasonCodes.Of(HoldReason.AboutSomeoneElse)),
            FindingKind.Doubt => (OperationOutcome.IssueType.BusinessRule, ReasonCodes.Of(HoldReason.CannotBeVerified)),
            FindingKind.Unavailable => (OperationOutcome.IssueType.Transient, ReasonCodes.ChartsUnavailable),
        };
        return new Issue(code, finding.Sentence, finding.Expression)
        {
            Reason = reason,
            SuggestedCharts = finding.OtherCharts,
            Evidence = [new RuleHit(finding.RuleId, finding.Expression)],
        };
    }

    private static ImmutableArray<RuleHit> Hits(IntakeFacts facts, ImmutableArray<Finding> findings) =>
    [
        .. facts.Policy.Override is { } part ? [part.Cited] : Array.Empty<RuleHit>(),
        .. findings.Select(finding => HitOf(facts, finding)),
        .. facts.OutOfRange,
        .. RedFlagsIn(facts.Text, facts.Signals),
        .. facts.Signals.IntentHits.Select(hit => facts.Text.Locate(hit.RuleId, hit.Span)),
        .. NarrativeHits(facts),
    ];

    private static RuleHit HitOf(IntakeFacts facts, Finding finding) =>
        finding.Span is { } span ? facts.Text.Locate(finding.RuleId, span) : new RuleHit(finding.RuleId, finding.Expression);

    private static ImmutableArray<RuleHit> NarrativeHits(IntakeFacts facts) =>
        [.. facts.Narrative.Evidence.Select(hit => facts.Text.Locate(hit.RuleId, hit.Span))];
}
