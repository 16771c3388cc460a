using System.Text;
using System.Text.Json.Nodes;
using Gateway.DeadLetters;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.Tests.DeadLetters;

/// <summary>What corrections change of what the EHR is sent, and which may be asked for.</summary>
public sealed class CorrectionsTests
{
    private static readonly OutboundMessage Message = new(new MessageId("m1"), new PatientId("old"), MayHaveArrived: true, Encoding.UTF8.GetBytes("""
        {"resourceType":"Communication","subject":{"reference":"Patient/old"},"sender":{"reference":"Patient/old"},
         "about":[{"reference":"Patient/old"}],"recipient":[{"reference":"CareTeam/pool"}],"payload":[{"contentString":"My knee hurts"}]}
        """));

    [Fact]
    public void Without_any_the_stored_bytes_are_sent() => Assert.Same(Message, Corrections.None.ApplyTo(Message));

    [Fact]
    public void A_patient_is_renamed_as_subject_and_sender_and_chart_and_the_words_stay()
    {
        var corrected = new Corrections { Patient = "Patient/new" }.ApplyTo(Message);

        var content = JsonNode.Parse(corrected.Content.Span)!;
        Assert.Equal("new", corrected.Chart.Value);
        Assert.Equal(("Patient/new", "Patient/new"), ((string?)content["subject"]!["reference"], (string?)content["sender"]!["reference"]));
        Assert.Equal("Patient/old", (string?)content["about"]![0]!["reference"]);
        Assert.Equal("My knee hurts", (string?)content["payload"]![0]!["contentString"]);
        Assert.True(corrected.MayHaveArrived);
    }

    [Fact]
    public void Recipients_and_category_replace_what_the_message_has()
    {
        var content = JsonNode.Parse(
            new Corrections { Recipients = ["Practitioner/dr-lee"], Category = "notification" }.ApplyTo(Message).Content.Span)!;

        Assert.Equal("Practitioner/dr-lee", (string?)Assert.Single(content["recipient"]!.AsArray())!["reference"]);
        Assert.Equal("notification", (string?)content["category"]![0]!["coding"]![0]!["code"]);
    }

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var corrections = new Corrections { Patient = "Patient/new", Recipients = ["CareTeam/a"], Category = "alert" };

        var read = Corrections.Read(corrections.Written());

        Assert.Equal((corrections.Patient, corrections.Category), (read.Patient, read.Category));
        Assert.Equal(corrections.Recipients, read.Recipients);
        Assert.Null(Corrections.None.Written());
        Assert.True(Corrections.Read(null).AreNone);
    }

    [Theory]
    [InlineData("Practitioner/dr-lee", "CareTeam/pool", null)]
    [InlineData("Patient/susie-smith", null, "corrections.recipients")]
    [InlineData("RelatedPerson/susie-for-johnny", null, "corrections.recipients")]
    [InlineData("Group/all-patients", null, "corrections.recipients")]
    [InlineData("dr-lee", null, "corrections.recipients")]
    public void Only_who_works_for_the_clinic_can_be_made_a_recipient(string first, string? second, string? wrong) => Assert.Equal(
        wrong,
        CorrectionsPolicy.Check(new Corrections { Recipients = second is null ? [first] : [first, second] }, OutboxKind.File).SingleOrDefault()?.Expression);

    [Fact]
    public void All_that_is_wrong_is_said()
    {
        var issues = CorrectionsPolicy.Check(new Corrections { Patient = "Practitioner/x", Recipients = [], Category = "gossip" }, OutboxKind.File);

        Assert.Equal(["corrections.patient", "corrections.recipients", "corrections.category"], issues.Select(issue => issue.Expression));
        Assert.Equal("corrections", Assert.Single(CorrectionsPolicy.Check(new Corrections { Category = "alert" }, OutboxKind.Retract)).Expression);
    }
}
