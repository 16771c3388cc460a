using System.Collections.Immutable;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Requests;

public sealed class RequestLifecycleTests
{
    private const string Canary = "zebra-canary";
    private static readonly string[] Bases = ["http://ehr.example.org/fhir/"];

    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        RequestLifecycle.Statuses,
        """
        draft: active revoked entered-in-error
        active: on-hold revoked completed entered-in-error
        on-hold: active revoked entered-in-error
        revoked: entered-in-error
        completed: entered-in-error
        entered-in-error:
        unknown: active on-hold revoked completed entered-in-error
        """,
        (from, to) => Check(ARequest(from), request => request.Status = to));

    [Theory]
    [InlineData(nameof(RequestStatus.Draft), true)]
    [InlineData(nameof(RequestStatus.Active), true)]
    [InlineData(nameof(RequestStatus.OnHold), false)]
    [InlineData(nameof(RequestStatus.Revoked), false)]
    [InlineData(nameof(RequestStatus.Completed), false)]
    [InlineData(nameof(RequestStatus.EnteredInError), false)]
    [InlineData(nameof(RequestStatus.Unknown), false)]
    public void A_new_request_is_a_draft_or_active(string status, bool allowed) =>
        Assert.Equal(allowed, RequestLifecycle.Check(null, ARequest(Enum.Parse<RequestStatus>(status)), Bases).IsEmpty);

    [Theory]
    [InlineData("subject")]
    [InlineData("requester")]
    [InlineData("sender")]
    [InlineData("recipient")]
    [InlineData("payload")]
    [InlineData("doNotPerform")]
    [InlineData("about")]
    [InlineData("basedOn")]
    [InlineData("replaces")]
    public void What_was_ordered_stays_once_it_is_active(string element)
    {
        Assert.Empty(Check(ARequest(RequestStatus.Draft), request => Change(request, element)));
        Assert.Equal($"CommunicationRequest.{element}", Assert.Single(Check(ARequest(), request => Change(request, element))).Expression);
        Assert.Equal(
            $"CommunicationRequest.{element}", Assert.Single(Check(ARequest(RequestStatus.Completed), request => Change(request, element))).Expression);
    }

    [Fact]
    public void A_time_may_be_moved_until_the_request_has_ended()
    {
        static void Move(CommunicationRequest request) => request.Occurrence = new FhirDateTime("2026-12-24");

        Assert.Empty(Check(ARequest(), Move));
        Assert.Empty(Check(ARequest(RequestStatus.OnHold), Move));
        Assert.Equal("CommunicationRequest.occurrence", Assert.Single(Check(ARequest(RequestStatus.Revoked), Move)).Expression);
    }

    [Fact]
    public void A_patient_is_needed() => Assert.Equal("CommunicationRequest.subject", Assert.Single(New(request => request.Subject = null)).Expression);

    [Theory]
    [InlineData("Patient/anna", true)]
    [InlineData("http://ehr.example.org/fhir/Patient/anna", true)]
    [InlineData("http://elsewhere.example.org/fhir/Patient/anna", false)]
    [InlineData("Group/family", false)]
    [InlineData("#p", false)]
    public void The_subject_is_one_patient_of_the_EHR(string reference, bool allowed) => Assert.Equal(
        allowed ? [] : ["CommunicationRequest.subject"],
        New(request => request.Subject = new ResourceReference(reference)).Select(issue => issue.Expression));

    [Fact]
    public void A_request_tells_what_to_communicate()
    {
        Assert.Equal("CommunicationRequest.payload", Assert.Single(New(request => request.Payload.Clear())).Expression);
        Assert.Empty(New(request =>
        {
            request.Payload.Clear();
            request.About.Add(new ResourceReference("DiagnosticReport/1"));
        }));
        Assert.Equal(
            "CommunicationRequest.payload[0].content", Assert.Single(New(request => request.Payload[0].Content = new FhirString("  "))).Expression);
    }

    [Fact]
    public void What_changes_the_meaning_is_understood_or_refused() => Assert.Equal(
        ["CommunicationRequest.implicitRules", "CommunicationRequest.modifierExtension", "CommunicationRequest.payload[0].modifierExtension"],
        New(request =>
        {
            request.ImplicitRules = "http://example.org";
            request.ModifierExtension.Add(new Extension("http://example.org", new FhirString(Canary)));
            request.Payload[0].ModifierExtension.Add(new Extension("http://example.org", new FhirString(Canary)));
        }).Select(issue => issue.Expression));

    private static ImmutableArray<Issue> New(Action<CommunicationRequest> with)
    {
        var request = ARequest();
        with(request);
        return RequestLifecycle.Check(null, request, Bases);
    }

    private static ImmutableArray<Issue> Check(CommunicationRequest before, Action<CommunicationRequest> change)
    {
        var after = (CommunicationRequest)before.DeepCopy();
        change(after);
        return RequestLifecycle.Check(before, after, Bases);
    }

    private static CommunicationRequest ARequest(RequestStatus status = RequestStatus.Active) => new()
    {
        Status = status,
        Subject = new ResourceReference("Patient/anna"),
        Requester = new ResourceReference("Practitioner/lee"),
        Payload = [new CommunicationRequest.PayloadComponent { Content = new FhirString("Please book a visit.") }],
        Occurrence = new FhirDateTime("2026-12-01"),
    };

    private static void Change(CommunicationRequest request, string element)
    {
        var other = new ResourceReference("Patient/other");
        switch (element)
        {
            case "subject": request.Subject = other; break;
            case "requester": request.Requester = other; break;
            case "sender": request.Sender = other; break;
            case "recipient": request.Recipient.Add(other); break;
            case "payload": request.Payload[0].Content = new FhirString(Canary); break;
            case "doNotPerform": request.DoNotPerform = true; break;
            case "about": request.About.Add(other); break;
            case "basedOn": request.BasedOn.Add(other); break;
            case "replaces": request.Replaces.Add(new ResourceReference("CommunicationRequest/1")); break;
            default: throw new ArgumentOutOfRangeException(nameof(element));
        }
    }
}
