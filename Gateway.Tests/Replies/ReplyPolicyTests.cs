using Gateway.Charts;
using Gateway.Messages;
using Gateway.References;
using Gateway.Replies;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Replies;

/// <summary>What a message of the EHR is, and when its patient may read it.</summary>
public sealed class ReplyPolicyTests
{
    private const string Susie = "Patient/susie-smith";
    private const string Mark = "Patient/mark-smith";

    [Fact]
    public void An_answer_goes_to_a_patient_or_says_not_to_whom()
    {
        Assert.Equal(ReplyKind.Answer, KindOf(AReply.To(Susie), answers: true));
        Assert.Equal(ReplyKind.Answer, KindOf(AReply.To("Practitioner/nurse-kim", "RelatedPerson/mother"), answers: true));
        Assert.Equal(ReplyKind.Answer, KindOf(AReply.To("https://ehr.example/fhir/Patient/susie-smith/_history/3"), answers: true));
        Assert.Equal(ReplyKind.Answer, KindOf(AReply.To(), answers: true));
        Assert.Equal(ReplyKind.Answer, KindOf(AReply.To(Susie).With(reply => reply.Status = EventStatus.InProgress), answers: true));
    }

    [Fact]
    public void What_staff_write_to_each_other_is_not_for_patients_whatever_it_answers()
    {
        Assert.Equal(ReplyKind.NotToPatient, KindOf(AReply.To("Practitioner/nurse-kim"), answers: true));
        Assert.Equal(ReplyKind.NotToPatient, KindOf(AReply.To("Practitioner/nurse-kim", "CareTeam/pool-refill"), answers: false));
        Assert.Equal(ReplyKind.NotToPatient, KindOf(AReply.To(), answers: false));
    }

    [Fact]
    public void What_a_clinician_writes_of_their_own_accord_is_a_conversation_if_that_is_wanted()
    {
        Assert.Equal(ReplyKind.Conversation, KindOf(AReply.To(Susie), answers: false));
        Assert.Equal(ReplyKind.ConversationNotWanted, ReplyPolicy.KindOf(AReply.To(Susie), answers: false, takesConversations: false));
        Assert.Equal(ReplyKind.Answer, ReplyPolicy.KindOf(AReply.To(Susie), answers: true, takesConversations: false));
        Assert.Equal(ReplyKind.WithoutSubject, KindOf(AReply.To(Susie).With(reply => reply.Subject = null), answers: false));
        Assert.Equal(ReplyKind.NotToPatient, KindOf(AReply.To(Susie).With(reply => reply.Sender = null), answers: false));
    }

    [Theory]
    [InlineData("Patient/susie-smith")]
    [InlineData("RelatedPerson/mother")]
    public void What_patients_write_in_the_EHR_is_no_reply(string sender) =>
        Assert.Equal(ReplyKind.NotFromClinic, KindOf(AReply.To(Susie).With(reply => reply.Sender = new ResourceReference(sender)), answers: true));

    [Theory]
    [InlineData(EventStatus.Preparation)]
    [InlineData(EventStatus.OnHold)]
    [InlineData(EventStatus.NotDone)]
    [InlineData(EventStatus.Stopped)]
    [InlineData(EventStatus.EnteredInError)]
    [InlineData(EventStatus.Unknown)]
    public void What_was_not_sent_is_not_shown(EventStatus status) =>
        Assert.Equal(ReplyKind.NotSent, KindOf(AReply.To(Susie).With(reply => reply.Status = status), answers: true));

    [Fact]
    public void An_answer_to_its_patient_is_accepted_and_waits_for_nobody()
    {
        var accepted = Assert.IsType<ReplyVerdict.Accept>(Judge(AReply.Facts(AReply.To(Susie))));

        Assert.False(accepted.Decision.NeedsAnswer);
        Assert.Equal(Urgency.Routine, accepted.Decision.Urgency);
        Assert.Empty(accepted.Decision.Advice);
    }

    [Fact]
    public void Another_patients_thread_subject_or_recipient_is_held_as_about_somebody_else()
    {
        var thread = AReply.To(Susie).With(reply => reply.InResponseTo = [new ResourceReference("Communication/of-mark")]);
        var owners = new Dictionary<string, Lookup<ReferenceOwner>> { ["Communication/of-mark"] = AReply.Of("mark-smith") };

        var held = Held(AReply.Facts(thread, owners));
        Assert.Equal((HoldReason.AboutSomeoneElse, "reference-other-chart"), (held.Reason, held.Hits[0].RuleId));
        Assert.Equal([new PatientId("mark-smith")], held.SuggestedCharts);
        Assert.Equal(HoldReason.AboutSomeoneElse, Held(AReply.Facts(AReply.To(Susie, Mark))).Reason);
    }

    [Fact]
    public void A_related_person_reads_along_only_as_an_active_proxy()
    {
        var held = Held(AReply.Facts(AReply.To("RelatedPerson/some-aunt")));

        Assert.Equal(HoldReason.AboutSomeoneElse, held.Reason);
        Assert.Contains(held.Hits, hit => hit.RuleId == "recipient-no-proxy");
    }

    [Fact]
    public void An_answer_to_a_held_message_waits_with_it()
    {
        var thread = AReply.To(Susie).With(reply => reply.InResponseTo = [new ResourceReference("Communication/held")]);
        var owners = new Dictionary<string, Lookup<ReferenceOwner>> { ["Communication/held"] = new Lookup<ReferenceOwner>.Withheld() };

        Assert.Equal(HoldReason.CannotBeVerified, Held(AReply.Facts(thread, owners)).Reason);
    }

    [Theory]
    [InlineData("else", "AboutSomeoneElse")]
    [InlineData("several", "AboutSeveral")]
    [InlineData("undecided", "WhoIsUnclear")]
    public void Where_a_sender_here_would_be_asked_a_reviewer_looks(string about, string reason)
    {
        NarrativeVerdict verdict = about switch
        {
            "else" => new NarrativeVerdict.AboutSomeoneElse("husband", [], []),
            "several" => new NarrativeVerdict.AboutSeveral(["self", "son"], [], []),
            _ => new NarrativeVerdict.Undecided([]),
        };

        Assert.Equal(reason, Held(AReply.Facts(AReply.To(Susie), verdict: verdict with { Strength = VerdictStrength.Strong })).Reason.ToString());
    }

    [Fact]
    public void What_names_no_recipient_or_no_subject_is_held_with_that_as_its_reason()
    {
        var nobody = AReply.To();
        var held = Assert.IsType<ReplyVerdict.Hold>(ReplyPolicy.Judge(AReply.Facts(AReply.To(Susie)), ReplyPolicy.DoubtsIn(nobody.With(reply => reply.Subject = null)))).Decision;

        Assert.Equal(HoldReason.CannotBeVerified, held.Reason);
        Assert.Equal([ReplyPolicy.WithoutRecipient, ReplyPolicy.WithoutSubject], held.Hits.Select(hit => hit.RuleId).TakeLast(2));
        Assert.Equal(
            HoldReason.AboutSomeoneElse,
            Assert.IsType<ReplyVerdict.Hold>(ReplyPolicy.Judge(AReply.Facts(AReply.To(Susie)), [new RuleHit(ReplyPolicy.ChartChanged)])).Decision.Reason);
    }

    [Fact]
    public void While_the_EHR_cannot_say_whose_chart_it_is_nothing_is_decided() =>
        Assert.IsType<ReplyVerdict.Later>(Judge(AReply.Facts(AReply.To(Susie), chart: new Lookup<ChartFacts>.Unavailable())));

    [Fact]
    public void A_patient_whom_the_EHR_does_not_know_is_for_a_reviewer() =>
        Assert.Equal(HoldReason.CannotBeVerified, Held(AReply.Facts(AReply.To(Susie), chart: new Lookup<ChartFacts>.NotFound())).Reason);

    private static ReplyKind KindOf(Communication reply, bool answers) => ReplyPolicy.KindOf(reply, answers, takesConversations: true);

    private static ReplyVerdict Judge(IntakeFacts facts) => ReplyPolicy.Judge(facts, []);

    private static IntakeDecision.Hold Held(IntakeFacts facts) => Assert.IsType<ReplyVerdict.Hold>(Judge(facts)).Decision;
}
