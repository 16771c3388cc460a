using System.Text;
using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Tests.Support;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Profiles;

/// <summary>What the gateway itself writes keeps the profiles it publishes.</summary>
public sealed class WrittenByGatewayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly MessageId Id = new("019ab0c5-0000-7000-8000-000000000001");
    private static readonly PatientId Susie = new("susie-smith");
    private static readonly ResourceKey Pool = new("CareTeam", "pool-nurse-triage");
    private static readonly RuleHit Hit = new("kin-has-symptom", "Communication.payload[0].content", 3, 6);

    private static readonly IntakeDecision.Route Route = new(Pool, Urgency.SameDay, [Hit]);

    public static TheoryData<string> Reasons => [.. Enum.GetNames<HoldReason>()];

    [Fact]
    public void A_filed_message_is_a_patient_message() =>
        AssertValid(MessageWriter.Filed(Sent(), Id, Susie, Route, Now), Canonicals.PatientMessage);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_held_message_is_a_patient_message(string reason) =>
        AssertValid(MessageWriter.Held(Sent(), Id, new PatientId("susie-smith"), Hold(reason), Now), Canonicals.PatientMessage);

    [Fact]
    public void The_task_for_a_pool_is_a_message_task() => AssertValid(TaskWriter.ForPool(Id, Susie, Route, Now), Canonicals.MessageTask);

    [Fact]
    public void The_task_with_a_promise_and_a_detour_is_a_message_task() => AssertValid(
        TaskWriter.ForPool(
            Id,
            Susie,
            Route with
            {
                Handling = new Handling(
                    new Destination(Pool, new ResourceKey("Practitioner", "dr-kim"), [CoveragePolicy.PractitionerOut]),
                    new ServiceTimes(Now.AddDays(2), Now.AddDays(1), Now.AddDays(3)),
                    "test-1"),
            },
            Now),
        Canonicals.MessageTask);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_task_for_the_reviewers_is_a_message_task(string reason) =>
        AssertValid(TaskWriter.ForReview(Id, Hold(reason), Now), Canonicals.MessageTask);

    [Fact]
    public void An_answer_with_evidence_and_suggestions_is_valid()
    {
        var issue = new Issue(OperationOutcome.IssueType.BusinessRule, "Not in this chart.", "Communication")
        {
            Reason = ReasonCodes.WrongChart,
            Evidence = [Hit, new RuleHit("no-span")],
            SuggestedCharts = [new PatientId("johnny-smith")],
        };

        Assert.Empty(ProfileValidator.Validate(OperationOutcomes.Of([issue])));
    }

    private static void AssertValid(Resource written, string profile)
    {
        Assert.Empty(ProfileValidator.Validate(written, profile));
        Assert.True(FhirJson.TryParse<Resource>(FhirJson.Serialize(written), out var read, out _));
        Assert.Empty(ProfileValidator.ValidateClaims(read, profile));
    }

    private static IntakeDecision.Hold Hold(string reason) =>
        new(Enum.Parse<HoldReason>(reason), Pool, [new PatientId("johnny-smith")], Urgency.Emergency, [Hit, new RuleHit("no-span")]);

    private static Communication Sent()
    {
        var json = Encoding.UTF8.GetBytes(AMessage.From("RelatedPerson/jane-for-johnny", "susie-smith").ToJsonString());
        Assert.True(FhirJson.TryParse<Communication>(json, out var message, out _));
        return message;
    }
}
