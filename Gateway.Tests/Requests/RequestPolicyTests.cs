using Gateway.Requests;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Requests;

public sealed class RequestPolicyTests
{
    [Fact]
    public void An_active_request_may_be_fulfilled() => Assert.Null(RequestPolicy.MaySend(new CommunicationRequest { Status = RequestStatus.Active }));

    [Fact]
    public void An_order_not_to_send_blocks_sending() => Assert.Equal(
        "Communication.basedOn[1]",
        RequestPolicy.MaySend(new CommunicationRequest { Status = RequestStatus.Active, DoNotPerform = true }, "Communication.basedOn[1]")?.Expression);

    [Theory]
    [InlineData(null)]
    [InlineData(nameof(RequestStatus.Draft))]
    [InlineData(nameof(RequestStatus.OnHold))]
    [InlineData(nameof(RequestStatus.Revoked))]
    [InlineData(nameof(RequestStatus.Completed))]
    [InlineData(nameof(RequestStatus.EnteredInError))]
    [InlineData(nameof(RequestStatus.Unknown))]
    public void Nothing_is_sent_for_a_request_that_is_not_active(string? status) => Assert.Equal(
        "Communication.basedOn",
        RequestPolicy.MaySend(new CommunicationRequest { Status = status is null ? null : Enum.Parse<RequestStatus>(status) })?.Expression);

    [Fact]
    public void An_answer_that_comes_when_the_request_is_over_is_late_and_taken()
    {
        Assert.Null(RequestPolicy.MaySend(new CommunicationRequest { Status = RequestStatus.Completed }, isAnswer: true));
        Assert.NotNull(RequestPolicy.MaySend(new CommunicationRequest { Status = RequestStatus.Revoked }, isAnswer: true));
        Assert.NotNull(RequestPolicy.MaySend(new CommunicationRequest { Status = RequestStatus.Completed, DoNotPerform = true }, isAnswer: true));
    }

    [Theory]
    [InlineData("Patient/susie-smith", true)]
    [InlineData("https://ehr.example/fhir/RelatedPerson/susie-for-johnny", true)]
    [InlineData("Practitioner/dr-lee", false)]
    [InlineData(null, false)]
    public void An_answer_is_of_the_patient_or_of_who_acts_for_the_patient(string? sender, bool isAnswer) =>
        Assert.Equal(isAnswer, RequestPolicy.IsAnswer(new Communication { Sender = sender is null ? null : new ResourceReference(sender) }));
}
