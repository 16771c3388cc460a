using System.Text;
using Load.Driving;
using Load.Posting;

namespace Gateway.Tests.Bench;

public sealed class PostAnswerTests
{
    [Theory]
    [InlineData(201, """{"resourceType":"Communication","status":"in-progress"}""", nameof(Outcome.Accepted))]
    [InlineData(201, "", nameof(Outcome.Accepted))]
    [InlineData(200, """{"resourceType":"Communication","status":"completed"}""", nameof(Outcome.Accepted))]
    [InlineData(201, """{"resourceType":"Communication","status":"on-hold"}""", nameof(Outcome.Held))]
    [InlineData(201, """{ "status": "on-hold" }""", nameof(Outcome.Held))]
    [InlineData(201, """{"status":"in-progress","payload":[{"contentString":"it said \"status\":\"on-hold\""}]}""", nameof(Outcome.Accepted))]
    [InlineData(422, "{}", nameof(Outcome.Refused))]
    [InlineData(401, "", nameof(Outcome.ClientError))]
    [InlineData(429, "", nameof(Outcome.ClientError))]
    [InlineData(503, "", nameof(Outcome.ServerError))]
    [InlineData(0, "", nameof(Outcome.NoAnswer))]
    public void An_answer_has_one_outcome(int status, string body, string outcome)
    {
        Assert.Equal(Enum.Parse<Outcome>(outcome), PostAnswer.OutcomeOf(AnAnswer(status, body)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/fhir/Communication/abc/_history/1", "abc")]
    [InlineData("Communication/abc", "abc")]
    [InlineData("http://127.0.0.1:5080/fhir/Patient/abc", null)]
    [InlineData(null, null)]
    public void The_id_is_read_from_the_location(string? location, string? id)
    {
        Assert.Equal(id, PostAnswer.IdIn(location));
    }

    [Fact]
    public void Each_code_of_a_refusal_is_a_reason_once()
    {
        const string Body = """
            {"resourceType":"OperationOutcome","issue":[
              {"code":"business-rule","details":{"coding":[{"code":"other-patient"}]}},
              {"code":"business-rule","details":{"coding":[{"code":"other-patient"}]}},
              {"code":"required"}]}
            """;
        Assert.Equal(["other-patient", "required"], PostAnswer.ReasonsIn(Outcome.Refused, AnAnswer(422, Body)));
    }

    [Fact]
    public void A_held_message_gives_its_status_reason()
    {
        const string Body = """{"status":"on-hold","statusReason":{"coding":[{"code":"mentions-relative"}]}}""";
        Assert.Equal(["mentions-relative"], PostAnswer.ReasonsIn(Outcome.Held, AnAnswer(201, Body)));
    }

    [Theory]
    [InlineData("<html>", "502")]
    [InlineData("", "502")]
    [InlineData("[]", "502")]
    [InlineData("""{"issue":[{"code":"transient"}]}""", "502 transient")]
    public void An_error_is_named_by_its_status_and_its_code_if_it_has_one(string body, string reason)
    {
        Assert.Equal([reason], PostAnswer.ReasonsIn(Outcome.ServerError, AnAnswer(502, body)));
    }

    [Fact]
    public void A_missing_answer_gives_its_fault()
    {
        Assert.Equal(["timeout"], PostAnswer.ReasonsIn(Outcome.NoAnswer, new Answer(0, null, default, TimeSpan.Zero, "timeout")));
    }

    private static Answer AnAnswer(int status, string body) => new(status, null, Encoding.UTF8.GetBytes(body), TimeSpan.Zero, null);
}
