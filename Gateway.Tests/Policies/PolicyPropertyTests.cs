using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Gateway.Access;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Gateway.Text;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Policies;

/// <summary>Whatever the policy and whatever the message: there is one outcome, it has a reason, and the policy is kept.</summary>
public sealed class PolicyPropertyTests
{
    // Each is read and held against the schema anew, which is the work here; what one run leaves out another finds.
    private const int PoliciesRead = 250;

    private static readonly string[] Pools = ["CareTeam/a", "CareTeam/b", "CareTeam/c", "Practitioner/dr-lee", "Organization/desk"];

    private static readonly Intent[] Intents = Enum.GetValues<Intent>();

    private static readonly Gen<string> Pool = Gen.Int[0, Pools.Length - 1].Select(i => Pools[i]);

    private static readonly Gen<JsonNode> Action = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, (one, other, isPlain) =>
    {
        string[] lenientFirst = ["attest", "ask", "hold"];
        return isPlain
            ? (JsonNode)lenientFirst[one]
            : new JsonObject { ["strong"] = lenientFirst[Math.Max(one, other)], ["weak"] = lenientFirst[Math.Min(one, other)] };
    });

    private static readonly Gen<JsonObject> Subjects = Gen.Select(Action, Action, Action, Action, Gen.Bool, (withChart, without, several, undecided, isHeld) => new JsonObject
    {
        ["someoneElseWithChart"] = withChart,
        ["someoneElse"] = without,
        ["several"] = several,
        ["undecided"] = undecided,
        ["chartsUnavailable"] = isHeld ? "hold" : "retryLater",
    });

    // Four pools take anything: they are apart, so that the others can decline.
    private static readonly Gen<JsonObject> Routing = Gen.Select(
        Pool.Array[Intents.Length], Gen.Select(Pool, Gen.Int[0, 255]).Array[0, 3], (pools, declines) => new JsonObject
        {
            ["emergency"] = "CareTeam/on-call",
            ["sameDay"] = "CareTeam/same-day",
            ["review"] = "CareTeam/review",
            ["byIntent"] = new JsonObject(Intents.Select((intent, i) => KeyValuePair.Create(NameOf(intent), (JsonNode?)pools[i]))),
            ["whenDeclined"] = "CareTeam/anything",
            ["declines"] = new JsonObject(declines.DistinctBy(one => one.Item1).Select(one => KeyValuePair.Create(
                one.Item1, (JsonNode?)new JsonArray([.. Intents.Where((_, i) => (one.Item2 & (1 << i)) != 0).Select(intent => (JsonNode)NameOf(intent))])))),
        });

    private static readonly Gen<JsonObject> Part = Gen.Select(Subjects, Routing, Gen.Int[0, 3], (subjects, routing, which) =>
    {
        var part = new JsonObject();
        if ((which & 1) != 0)
        {
            part["subjects"] = subjects;
        }

        if ((which & 2) != 0)
        {
            part["routing"] = routing;
        }

        return part;
    });

    private static readonly Gen<OrganisationPolicy> Policies = Gen.Select(Subjects, Routing, Part, Part, Part, Gen.Bool, (subjects, routing, department, first, second, isUnder) =>
    {
        var document = APolicy.Named("p-1").Set("/subjects", subjects).Set("/routing", routing);
        if (isUnder)
        {
            first["department"] = "Organization/lungs";
        }

        document["departments"] = new JsonObject { ["Organization/lungs"] = department };
        document["practitioners"] = new JsonObject { ["Practitioner/dr-kim"] = first, ["Practitioner/dr-lee"] = second };
        return document.Read();
    });

    private static readonly Gen<ImmutableArray<string>> Recipients = Gen.Int[0, 3]
        .Select(i => ((string[])["Organization/lungs", "Practitioner/dr-kim", "Practitioner/dr-lee", "CareTeam/a"])[i])
        .Array[0, 3].Select(drawn => drawn.ToImmutableArray());

    private static readonly Gen<TriageSignals> Signals = Gen.Select(Gen.Int[0, 3], Gen.Int[0, Intents.Length - 1].Array[0, 3], (flag, intents) => new TriageSignals(
        flag switch { 0 => TriageReader.Read("I have crushing chest pain right now").RedFlags, 1 => TriageReader.Read("I have a fever of 103 since yesterday").RedFlags, _ => [] },
        [.. intents.Distinct().Select(i => new IntentHit("intent.drawn", Intents[i], 1, new TextSpan(0, 1)))]));

    private static readonly Gen<NarrativeVerdict> Verdict = Gen.Select(
        Gen.OneOf<NarrativeVerdict>(
            new NarrativeVerdict.AboutSubject([]), new NarrativeVerdict.General([]), new NarrativeVerdict.AboutSomeoneElse("son", [Smiths.Johnny.Id], []),
            new NarrativeVerdict.AboutSomeoneElse("friend", [], []), new NarrativeVerdict.AboutSeveral(["son", "self"], [Smiths.Johnny.Id], []), new NarrativeVerdict.Undecided([])),
        Gen.Enum<VerdictStrength>(),
        (verdict, strength) => verdict with { Strength = strength });

    private static readonly Gen<(OrganisationPolicy Policy, IntakeFacts Facts)> Cases = Gen.Select(
        Policies, Recipients, Signals, Verdict, Gen.Enum<Settlement>(), Gen.Int[0, 3],
        (policy, recipients, signals, verdict, settled, chart) => (policy, FactsOf(policy, recipients, signals, verdict, settled, chart)));

    [Fact]
    public void Every_message_has_one_outcome_with_the_policy_and_a_reason() => Cases.Sample(
        drawn =>
        {
            var (policy, facts) = drawn;
            var decision = IntakePolicy.Decide(facts);
            var again = IntakePolicy.Decide(facts);
            return decision.GetType() == again.GetType()
                && decision.Hits.SequenceEqual(again.Hits)
                && facts.Policy.Version == policy.Organisation.Version
                && (facts.Policy.Override is null) == !decision.Hits.Any(hit => hit.RuleId.StartsWith("policy.", StringComparison.Ordinal))
                && decision switch
                {
                    IntakeDecision.Route route => policy.HasPool(route.Pool),
                    IntakeDecision.Hold hold => policy.HasPool(hold.Pool) && ReasonCodes.SentenceOf(hold.Reason).Length > 0,
                    IntakeDecision.Refuse refuse => !refuse.Issues.IsEmpty && refuse.Issues.All(issue => issue.Reason is not null && issue.Sentence.Length > 0),
                    IntakeDecision.RetryLater later => !later.Issues.IsEmpty,
                    _ => false,
                };
        },
        iter: PoliciesRead);

    [Fact]
    public void An_emergency_outranks_all_that_a_policy_says() => Cases.Sample(
        drawn =>
        {
            var facts = drawn.Facts with { Signals = drawn.Facts.Signals with { RedFlags = TriageReader.Read("I have crushing chest pain right now").RedFlags } };
            return IntakePolicy.Decide(facts) switch
            {
                IntakeDecision.Route route => route.Urgency == Urgency.Emergency && route.Pool == facts.Policy.Routing.Emergency,
                IntakeDecision.Hold hold => hold.Urgency == Urgency.Emergency && hold.Pool == facts.Policy.Routing.Emergency,
                // Given back by structure or an outage alone, and then it is said first.
                IntakeDecision.Refuse refuse => refuse.Issues[0].Reason == ReasonCodes.Emergency,
                IntakeDecision.RetryLater later => later.Issues[0].Reason == ReasonCodes.Emergency,
                _ => false,
            };
        },
        iter: PoliciesRead);

    [Fact]
    public void No_pool_gets_what_the_policy_has_it_decline() => Cases.Sample(
        drawn => IntakePolicy.Decide(drawn.Facts) is not IntakeDecision.Route route
            || !drawn.Facts.Policy.Routing.Declines.TryGetValue(route.Pool, out var declined)
            || !TriagePolicy.Rank(drawn.Facts.Signals).Any(declined.Contains),
        iter: PoliciesRead);

    [Fact]
    public void Whose_part_applies_follows_from_the_recipients_alone() => Gen.Select(Policies, Recipients).Sample(
        (policy, recipients) =>
        {
            var applied = policy.For(recipients.Select(KeyOf)).Override?.Key.ToString();
            var practitioner = recipients.FirstOrDefault(recipient => recipient is "Practitioner/dr-kim" or "Practitioner/dr-lee");
            return applied == (practitioner ?? recipients.FirstOrDefault(recipient => recipient == "Organization/lungs"));
        },
        iter: PoliciesRead);

    private static IntakeFacts FactsOf(
        OrganisationPolicy policy, ImmutableArray<string> recipients, TriageSignals signals, NarrativeVerdict verdict, Settlement settled, int chart)
    {
        var content = new Communication
        {
            Status = EventStatus.Completed,
            Subject = new ResourceReference(Smiths.Susie.Id.Key.ToString()),
            Sender = new ResourceReference(Smiths.Susie.Id.Key.ToString()),
            Recipient = [.. recipients.Select(recipient => new ResourceReference(recipient))],
            Payload = [new() { Content = new FhirString("words") }],
        };
        var message = new InboundMessage(
            new MessageId("m"),
            content,
            new Caller("portal", null, null, [], false),
            new ReferenceTarget.Literal(Smiths.Susie.Id.Key),
            Smiths.Susie.Id.Key,
            ClaimReader.Read(content, [], APdf.Patience),
            null);
        Lookup<ChartFacts> found = chart switch
        {
            0 => new Lookup<ChartFacts>.Unavailable(),
            1 => new Lookup<ChartFacts>.NotFound(),
            _ => new Lookup<ChartFacts>.Found(Smiths.Susie),
        };
        var structure = new StructuralFacts(
            found, new WriterFacts(true, false, null, null), new Lookup<PersonFacts>.Found(Smiths.SusieAsPerson), Smiths.Susie.Id.Key, [], [], [], Smiths.Today);
        return new IntakeFacts(message, structure, MessageText.Of(content), signals, verdict, policy.For(message.Recipients)) { Settlement = settled };
    }

    private static string NameOf(Intent intent) => char.ToLowerInvariant(intent.ToString()[0]) + intent.ToString()[1..];

    private static ResourceKey KeyOf(string text) => ResourceKey.TryParse(text, out var key) ? key : default;
}
