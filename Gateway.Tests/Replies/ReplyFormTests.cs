using Gateway.References;
using Gateway.Replies;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Replies;

/// <summary>What of a message of the EHR is kept, and by which names its thread goes here.</summary>
public sealed class ReplyFormTests
{
    private const string EhrBase = "https://ehr.example/fhir/";
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReplyThread Thread = new([new ThreadMessage(new MessageId("ours"), "e1", new PatientId("susie-smith"))], [EhrBase]);

    [Fact]
    public void A_thread_goes_by_the_gateways_names()
    {
        var judged = ReplyForm.Judged(
            AReply.To("Patient/susie-smith").With(reply =>
            {
                reply.InResponseTo = [new ResourceReference("Communication/e1/_history/2"), new ResourceReference("Communication/e9")];
                reply.PartOf = [new ResourceReference { Identifier = new Identifier(MessageId.System, "ours") }];
            }),
            Thread);
        var kept = Kept(judged);

        Assert.Equal(["Communication/ours", "Communication/e9"], judged.InResponseTo.Select(reference => reference.Reference));
        Assert.Equal(["Communication/ours"], judged.PartOf.Select(reference => reference.Reference));
        Assert.Equal(["Communication/ours"], kept.InResponseTo.Select(reference => reference.Reference));
        Assert.Empty(kept.PartOf);
    }

    [Fact]
    public void What_staff_keep_beside_a_message_stays_in_the_EHR()
    {
        var kept = Kept(AReply.To("Patient/susie-smith").With(reply =>
        {
            reply.Note = [new Annotation { Text = "Difficult patient." }];
            reply.AddExtension("https://ehr.example/internal", new FhirString("for staff"));
            reply.Text = new Narrative { Div = "<div>for staff</div>" };
            reply.Contained = [new Patient { Id = "p" }, new Questionnaire { Id = "q" }];
            reply.Payload.Add(new() { Content = new ResourceReference("#q") });
            reply.Identifier = [new Identifier("urn:ehr", "7"), new Identifier(MessageId.System, "feigned")];
        }));

        Assert.Empty(kept.Note);
        Assert.Empty(kept.Extension);
        Assert.Null(kept.Text);
        Assert.Equal(["q"], kept.Contained.Select(resource => resource.Id));
        Assert.Equal([("urn:ehr", "7"), (MessageId.EhrSystem, "e2")], kept.Identifier.Select(identifier => (identifier.System!, identifier.Value!)));
        Assert.Equal($"{EhrBase}Communication/e2/_history/1", kept.Meta!.Source);
        Assert.True(kept.ReceivedElement!.TryToDateTimeOffset(out var received));
        Assert.Equal(Noon, received);
    }

    [Fact]
    public void Without_a_subject_it_is_judged_in_the_chart_of_its_thread_if_that_is_one()
    {
        var other = Thread with { Messages = [.. Thread.Messages, new ThreadMessage(new MessageId("other"), "e3", new PatientId("mark-smith"))] };

        Assert.Equal("Patient/susie-smith", ReplyForm.Judged(WithoutSubject(), Thread).Subject!.Reference);
        Assert.Null(ReplyForm.Judged(WithoutSubject(), other).Subject);
        Assert.Null(ReplyForm.Judged(WithoutSubject(), new ReplyThread([], [EhrBase])).Subject);
    }

    private static Communication WithoutSubject() => AReply.To("Patient/susie-smith").With(reply => reply.Subject = null);

    private static Communication Kept(Communication judged) => ReplyForm.Kept(judged, Thread, "e2", $"{EhrBase}Communication/e2/_history/1", Noon);
}
