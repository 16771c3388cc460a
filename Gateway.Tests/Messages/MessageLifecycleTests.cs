using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Messages;

public sealed class MessageLifecycleTests
{
    private const string Canary = "zebra-canary";

    /// <summary>What makes an accepted message another message, by the element that tells.</summary>
    public static TheoryData<string> Protected =>
    [
        "subject", "sender", "recipient", "payload", "sent", "about", "encounter", "basedOn", "partOf", "inResponseTo", "contained",
        "identifier", "extension", "meta.security", "meta.profile", "implicitRules", "modifierExtension", "reasonReference", "instantiatesUri",
    ];

    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        MessageLifecycle.Statuses,
        """
        preparation: in-progress not-done completed entered-in-error
        in-progress: on-hold stopped completed entered-in-error
        not-done: entered-in-error
        on-hold: in-progress stopped entered-in-error
        stopped: entered-in-error
        completed: entered-in-error
        entered-in-error:
        unknown: in-progress not-done stopped completed entered-in-error
        """,
        (from, to) => Check(Accepted(message => message.Status = from), message => message.Status = to));

    [Fact]
    public void What_the_clinic_does_with_a_message_may_be_recorded() => Assert.Empty(Check(Accepted(), message =>
    {
        message.Status = EventStatus.EnteredInError;
        message.StatusReason = new CodeableConcept("http://example.org", "wrong", Canary);
        message.Received = "2026-11-22T10:00:00Z";
        message.Note.Add(new Annotation { Text = Canary });
        message.Category.Add(new CodeableConcept("http://example.org", "c"));
        message.Medium.Add(new CodeableConcept("http://example.org", "m"));
        message.Topic = new CodeableConcept("http://example.org", "t");
        message.ReasonCode.Add(new CodeableConcept("http://example.org", "r"));
        message.Priority = RequestPriority.Stat;
        message.Meta!.Tag.Add(new Coding("http://example.org", "tag"));
        message.Identifier.Add(new Identifier("http://example.org", "1"));
        message.Extension.Add(new Extension("http://example.org/x", new FhirString(Canary)));
        message.Meta.VersionId = "7";
    }));

    [Theory]
    [MemberData(nameof(Protected))]
    public void What_was_said_stays(string element)
    {
        var issues = Check(Accepted(), message => Change(message, element));

        var issue = Assert.Single(issues);
        Assert.Equal($"Communication.{element}", issue.Expression);
        Assert.DoesNotContain(Canary, issue.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_cannot_be_taken_away_either() => Assert.Equal(
        ["Communication.identifier", "Communication.payload", "Communication.sender", "Communication.sent", "Communication.subject"],
        Check(Accepted(), message =>
        {
            message.Subject = null;
            message.Sender = null;
            message.SentElement = null;
            message.Payload.Clear();
            message.Identifier.Clear();
        }).Select(issue => issue.Expression).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(nameof(RequestPriority.Routine), nameof(RequestPriority.Urgent), false)]
    [InlineData(null, nameof(RequestPriority.Urgent), false)]
    [InlineData(null, nameof(RequestPriority.Routine), true)]
    [InlineData(nameof(RequestPriority.Urgent), nameof(RequestPriority.Urgent), true)]
    [InlineData(nameof(RequestPriority.Stat), nameof(RequestPriority.Urgent), true)]
    public void Priority_never_falls_below_what_triage_found(string? asked, string triaged, bool allowed)
    {
        RequestPriority? priority = asked is null ? null : Enum.Parse<RequestPriority>(asked);

        var issues = MessageLifecycle.Check(
            Accepted(message => message.Priority = RequestPriority.Stat), Accepted(message => message.Priority = priority), Enum.Parse<RequestPriority>(triaged));

        Assert.Equal(allowed ? [] : ["Communication.priority"], issues.Select(issue => issue.Expression));
    }

    [Fact]
    public void A_held_message_is_left_to_its_review()
    {
        var held = Held();

        Assert.Equal("Communication.status", Assert.Single(Check(held, message => message.Status = EventStatus.InProgress)).Expression);
        Assert.Single(Check(held, message => message.Note.Add(new Annotation { Text = "n" })));
        Assert.Single(Check(held, message => message.Status = EventStatus.EnteredInError));
        Assert.Single(Check(held, message => message.StatusReason = null));
    }

    [Fact]
    public void A_message_its_clinic_put_on_hold_is_not_held_in_quarantine()
    {
        var waiting = Accepted(message => message.Status = EventStatus.OnHold);

        Assert.False(MessageLifecycle.IsHeld(waiting));
        Assert.Empty(Check(waiting, message => message.Status = EventStatus.InProgress));
    }

    [Fact]
    public void Nobody_can_feign_a_held_message() => Assert.Equal(
        "Communication.statusReason",
        Assert.Single(Check(Accepted(message => message.Status = EventStatus.InProgress), message =>
        {
            message.Status = EventStatus.OnHold;
            message.StatusReason = new CodeableConcept(Canonicals.IntakeReason, "about-several");
        })).Expression);

    private static ImmutableArray<Issue> Check(Communication before, Action<Communication> change)
    {
        var after = (Communication)before.DeepCopy();
        change(after);
        return MessageLifecycle.Check(before, after, RequestPriority.Routine);
    }

    private static Communication Held() => Accepted(message =>
    {
        message.Status = EventStatus.OnHold;
        message.StatusReason = new CodeableConcept(Canonicals.IntakeReason, "who-is-unclear");
    });

    private static Communication Accepted(Action<Communication>? with = null)
    {
        var message = new Communication
        {
            Id = "m1",
            Meta = new Meta { VersionId = "1", Profile = [Canonicals.PatientMessage] },
            Status = EventStatus.Completed,
            Subject = new ResourceReference("Patient/anna"),
            Sender = new ResourceReference("Patient/anna"),
            Sent = "2026-11-22T09:00:00Z",
            Priority = RequestPriority.Routine,
            Identifier = [new Identifier(MessageId.System, "m1")],
            Payload = [new Communication.PayloadComponent { Content = new FhirString("My knee hurts.") }],
        };
        with?.Invoke(message);
        return message;
    }

    private static void Change(Communication message, string element)
    {
        var other = new ResourceReference("Patient/other") { Display = Canary };
        switch (element)
        {
            case "subject": message.Subject = other; break;
            case "sender": message.Sender = other; break;
            case "recipient": message.Recipient.Add(other); break;
            case "payload": message.Payload[0].Content = new FhirString(Canary); break;
            case "sent": message.Sent = "2026-11-21T09:00:00Z"; break;
            case "about": message.About.Add(other); break;
            case "encounter": message.Encounter = other; break;
            case "basedOn": message.BasedOn.Add(other); break;
            case "partOf": message.PartOf.Add(other); break;
            case "inResponseTo": message.InResponseTo.Add(other); break;
            case "contained": message.Contained.Add(new Patient { Id = Canary }); break;
            case "identifier": message.Identifier[0].Value = Canary; break;
            case "extension": message.Extension.Add(new Extension(Canonicals.Evidence, new FhirString(Canary))); break;
            case "meta.security": message.Meta!.Security.Add(new Coding("http://example.org", Canary)); break;
            case "meta.profile": message.Meta!.Profile = []; break;
            case "implicitRules": message.ImplicitRules = "http://example.org"; break;
            case "modifierExtension": message.ModifierExtension.Add(new Extension("http://example.org", new FhirString(Canary))); break;
            case "reasonReference": message.ReasonReference.Add(other); break;
            case "instantiatesUri": message.InstantiatesUri = ["http://example.org"]; break;
            default: throw new ArgumentOutOfRangeException(nameof(element));
        }
    }
}
