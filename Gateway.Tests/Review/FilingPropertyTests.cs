using CsCheck;
using Gateway.Access;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.References;
using Gateway.Review;
using Gateway.Storage;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Review;

/// <summary>No path of the intake files a message whose text is about somebody else, several or nobody can tell whom, unless the policy or a reviewer lets it.</summary>
public sealed class FilingPropertyTests
{
    private static readonly Gen<DoubtAction> Action = Gen.Enum<DoubtAction>();

    private static readonly Gen<SubjectRule> Rule = Gen.Select(Action, Action, (strong, weak) => new SubjectRule(strong, weak)).Where(rule => rule.IsSensible);

    private static readonly Gen<SubjectRules> Rules = Gen.Select(
        Rule, Rule, Rule, Rule, Gen.Enum<OutageAction>(),
        (withChart, without, several, undecided, outage) => new SubjectRules(withChart, without, several, undecided, outage));

    private static readonly Gen<NarrativeVerdict> Verdict = Gen.Select(
        Gen.OneOf<NarrativeVerdict>(
            new NarrativeVerdict.AboutSubject([]),
            new NarrativeVerdict.General([]),
            new NarrativeVerdict.AboutSomeoneElse("son", [Smiths.Johnny.Id], []),
            new NarrativeVerdict.AboutSomeoneElse("husband", [new PatientId("mark-smith")], []),
            new NarrativeVerdict.AboutSomeoneElse("friend", [], []),
            new NarrativeVerdict.AboutSeveral(["son", "self"], [Smiths.Johnny.Id], []),
            new NarrativeVerdict.AboutSeveral([], [], []),
            new NarrativeVerdict.Undecided([])),
        Gen.Enum<VerdictStrength>(),
        (verdict, strength) => verdict with { Strength = strength });

    private static readonly Gen<Settlement> Settled = Gen.Enum<Settlement>();

    private static readonly Gen<TriageSignals> Signals = Gen.OneOf(TriageSignals.None, TriageReader.Read("I have crushing chest pain right now"));

    private enum Who
    {
        Patient,
        Proxy,
        Stranger,
        Clinician,
        Reviewer,
        System,
    }

    [Fact]
    public void Filing_needs_a_verdict_for_the_chart_or_somebody_who_may_say_so() => Gen.Select(Rules, Verdict, Settled, Signals, Gen.Enum<Who>())
        .Sample(
            (rules, verdict, settled, signals, who) =>
            {
                var facts = FactsOf(rules, verdict, settled, signals, who);
                var decision = IntakePolicy.Decide(facts);
                return decision is not IntakeDecision.Route || (who != Who.Stranger && MayFile(facts));
            },
            iter: 20_000);

    [Fact]
    public void What_its_senders_word_lets_pass_is_on_record() => Gen.Select(Rules, Verdict, Settled, Gen.OneOf(Who.Patient, Who.Proxy, Who.System))
        .Sample(
            (rules, verdict, settled, who) =>
            {
                var facts = FactsOf(rules, verdict, settled, TriageSignals.None, who);
                return IntakePolicy.Decide(facts) is not IntakeDecision.Route route
                    || (route.Attested is not null) == (settled == Settlement.Attested && !IsForTheChart(verdict));
            },
            iter: 20_000);

    [Fact]
    public void An_emergency_that_is_doubted_is_held_and_never_given_back() => Gen.Select(Rules, Verdict)
        .Sample(
            (rules, verdict) => IntakePolicy.Decide(FactsOf(rules, verdict, Settlement.Open, TriageReader.Read("I have crushing chest pain right now"), Who.Patient))
                is IntakeDecision.Route or IntakeDecision.Hold,
            iter: 2_000);

    [Fact]
    public void An_emergency_outranks_all_whatever_becomes_of_it() => Gen.Select(Rules, Verdict, Settled, Gen.Enum<Who>())
        .Sample(
            (rules, verdict, settled, who) =>
            {
                var facts = FactsOf(rules, verdict, settled, TriageReader.Read("I have crushing chest pain right now. Also I need a refill and an appointment."), who);
                var decision = IntakePolicy.Decide(facts);
                return decision.Urgency == Urgency.Emergency
                    && decision.Advice is [{ Advice.Kind: "emergency" }]
                    && decision switch
                    {
                        IntakeDecision.Route route => route.Pool == facts.Policy.Routing.Emergency,
                        IntakeDecision.Hold hold => hold.Pool == facts.Policy.Routing.Emergency,
                        IntakeDecision.Refuse refuse => refuse.Issues[0] == decision.Advice[0],
                        IntakeDecision.RetryLater later => later.Issues[0] == decision.Advice[0],
                        _ => false,
                    };
            },
            iter: 5_000);

    [Fact]
    public void A_sender_releases_rejects_and_retracts_nothing_and_a_system_nothing_that_is_held() =>
        Gen.Select(Gen.Enum<DecisionKind>(), Gen.Enum<DecidedBy>(), Gen.Enum<MessageState>())
            .Sample((kind, by, state) => ReviewPolicy.Of(kind, by, state) != Permission.Given || (by, state, kind) switch
            {
                (DecidedBy.Reviewer, MessageState.Held, not DecisionKind.Retract) => kind != DecisionKind.Attest,
                (DecidedBy.Reviewer or DecidedBy.System, MessageState.Filed, DecisionKind.Redirect or DecisionKind.Split or DecisionKind.Retract) => true,
                (DecidedBy.Sender, MessageState.Held, DecisionKind.Redirect or DecisionKind.Split) => true,
                _ => false,
            });

    private static bool IsForTheChart(NarrativeVerdict verdict) => verdict is NarrativeVerdict.AboutSubject or NarrativeVerdict.General;

    // Written from the words of the design, and not from the policy's code.
    private static bool MayFile(IntakeFacts facts)
    {
        if (IsForTheChart(facts.Narrative) || facts.Settlement == Settlement.Reviewed)
        {
            return true;
        }

        var rules = facts.Policy.Subjects;
        var senderHasChart = facts.Narrative is NarrativeVerdict.AboutSomeoneElse { SuggestedCharts: var charts } && charts.Contains(Smiths.Johnny.Id)
            && facts.Structure.Sender is Lookup<PersonFacts>.Found { Facts.ProxiedCharts.Length: > 0 };
        var rule = facts.Narrative switch
        {
            NarrativeVerdict.AboutSomeoneElse => senderHasChart ? rules.SomeoneElseWithChart : rules.SomeoneElse,
            NarrativeVerdict.AboutSeveral => rules.Several,
            _ => rules.Undecided,
        };
        return facts.Settlement == Settlement.Attested
            && (facts.Narrative.Strength == VerdictStrength.Strong ? rule.Strong : rule.Weak) == DoubtAction.Attest;
    }

    private static IntakeFacts FactsOf(SubjectRules rules, NarrativeVerdict verdict, Settlement settled, TriageSignals signals, Who who)
    {
        var (chart, senderKey, sender) = who switch
        {
            Who.Patient or Who.Reviewer or Who.System => (Smiths.Susie, Smiths.Susie.Id.Key, Found(Smiths.SusieAsPerson)),
            Who.Proxy => (Smiths.Johnny, Smiths.Susie.Id.Key, Found(Smiths.SusieAsPerson)),
            Who.Stranger => (Smiths.Susie, new ResourceKey("Patient", "mark-smith"), Found(new PersonFacts([new ResourceKey("Patient", "mark-smith")], new PatientId("mark-smith"), []))),
            Who.Clinician => (Smiths.Susie, new ResourceKey("Practitioner", "dr-lee"), new Lookup<PersonFacts>.NotFound()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var writer = new WriterFacts(
            who is Who.Reviewer or Who.System, false, who == Who.Clinician ? chart.Id : null, who is Who.Reviewer or Who.System ? null : senderKey);
        var content = new Communication
        {
            Status = EventStatus.Completed,
            Subject = new ResourceReference(chart.Id.Key.ToString()),
            Sender = new ResourceReference(senderKey.ToString()),
            Payload = [new() { Content = new FhirString("words") }],
        };
        var caller = new Caller("portal", null, writer.Person, [], false);
        var message = new InboundMessage(
            new MessageId("m"), content, caller, new ReferenceTarget.Literal(chart.Id.Key), senderKey, ClaimReader.Read(content, [], APdf.Patience), null);
        var structure = new StructuralFacts(new Lookup<ChartFacts>.Found(chart), writer, sender, senderKey, [], [], [], Smiths.Today);
        var policy = PolicyDocument.Default() with { Subjects = rules };
        return new IntakeFacts(message, structure, MessageText.Of(content), signals, verdict, policy) { Settlement = settled };
    }

    private static Lookup<PersonFacts> Found(PersonFacts person) => new Lookup<PersonFacts>.Found(person);
}
