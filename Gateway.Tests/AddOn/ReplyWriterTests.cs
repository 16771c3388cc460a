using SmartApp.Launch;
using SmartApp.Work;

namespace Gateway.Tests.AddOn;

/// <summary>What a clinician writes is about the patient whose chart is open, and of the visit that is open in it.</summary>
public sealed class ReplyWriterTests
{
    private static readonly LaunchState _lee = new()
    {
        Ehr = "sandbox",
        Registration = "sandbox/staff",
        User = "Practitioner/dr-lee",
        AccessToken = "none",
        Patient = "susie-smith",
        Encounter = "susie-visit",
    };

    [Theory]
    [InlineData("susie-smith", "Encounter/susie-visit")]
    [InlineData("mark-smith", null)]
    public void A_visit_of_another_chart_is_not_named(string chart, string? visit) =>
        Assert.Equal(visit, ReplyWriter.Of(_lee, chart, "Communication/1", "Please come in.", []).Encounter?.Reference);

    [Fact]
    public void What_nobody_asked_for_answers_nothing_and_is_to_the_patient_of_the_chart()
    {
        var written = ReplyWriter.Of(_lee, "susie-smith", null, "Your result is normal.", []);

        Assert.Empty(written.InResponseTo);
        Assert.Equal(("Patient/susie-smith", "Practitioner/dr-lee", "Patient/susie-smith"), (written.Subject?.Reference, written.Sender?.Reference, Assert.Single(written.Recipient).Reference));
    }

    [Fact]
    public void Without_a_visit_none_is_named() =>
        Assert.Null(ReplyWriter.Of(_lee with { Encounter = null }, "susie-smith", "Communication/1", "Please come in.", []).Encounter);
}
