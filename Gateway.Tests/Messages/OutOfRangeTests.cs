using Gateway.Access;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Monitoring;
using Gateway.Policies;
using Gateway.References;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Messages;

/// <summary>What a value does that the request does not expect: it makes a message more urgent, and never less.</summary>
public sealed class OutOfRangeTests
{
    private static readonly RuleHit High = new(ReadingPolicy.Above, "Communication.contained[0].item[0].answer[0].value");

    [Fact]
    public void It_is_for_the_same_day_and_says_why()
    {
        var decision = Assert.IsType<IntakeDecision.Route>(IntakePolicy.Decide(Facts("My numbers.", PolicyDocument.Default())));

        Assert.Equal((Urgency.SameDay, PolicyDocument.Default().Routing.SameDay), (decision.Urgency, decision.Pool));
        Assert.Contains(High, decision.Hits);
        Assert.Empty(decision.Advice);
        Assert.Equal(Urgency.Routine, IntakePolicy.Decide(Facts("My numbers.", PolicyDocument.Default()) with { OutOfRange = [] }).Urgency);
    }

    [Fact]
    public void Words_that_are_an_emergency_stay_one() =>
        Assert.Equal(Urgency.Emergency, IntakePolicy.Decide(Facts("I have crushing chest pain right now.", PolicyDocument.Default())).Urgency);

    [Fact]
    public void A_clinic_may_take_it_for_an_emergency_and_then_its_sender_is_told_what_to_do()
    {
        var decision = IntakePolicy.Decide(Facts("My numbers.", PolicyDocument.Default() with { Readings = new ReadingRules(Urgency.Emergency) }));

        Assert.Equal(Urgency.Emergency, decision.Urgency);
        Assert.Contains(High, Assert.Single(decision.Advice).Evidence);
    }

    private static IntakeFacts Facts(string saying, GatewayPolicy policy)
    {
        var susie = Smiths.Susie.Id.Key;
        var content = new Communication
        {
            Status = EventStatus.Completed,
            Subject = new ResourceReference(susie.ToString()),
            Sender = new ResourceReference(susie.ToString()),
            Payload = [new() { Content = new FhirString(saying) }],
        };
        var message = new InboundMessage(
            new MessageId("m"), content, new Caller("portal", null, susie, [], false), new ReferenceTarget.Literal(susie), susie, ClaimReader.Read(content, [], APdf.Patience), null);
        var structure = new StructuralFacts(
            new Lookup<ChartFacts>.Found(Smiths.Susie), new WriterFacts(false, false, null, susie), new Lookup<PersonFacts>.Found(Smiths.SusieAsPerson), susie, [], [], [], Smiths.Today);
        return new IntakeFacts(message, structure, MessageText.Of(content), TriageReader.Read(saying), new NarrativeVerdict.General([]), policy) { OutOfRange = [High] };
    }
}
