using CsCheck;
using Gateway.Triage;

namespace Gateway.Tests.Triage;

public sealed class IntentTests
{
    [Theory]
    [InlineData("Please refill my metformin, I have three pills left", "Refill")]
    [InlineData("Could I reschedule Tuesday's appointment?", "Scheduling")]
    [InlineData("What do my lab results mean?", "TestResult")]
    [InlineData("I got a bill for a visit my insurance should cover", "BillingOrForms")]
    [InlineData("My school needs the sports physical form signed", "BillingOrForms")]
    [InlineData("I can't log in to the portal on my phone", "Technical")]
    [InlineData("Thank you so much, have a great weekend!", "Social")]
    [InlineData("I have had a rash since yesterday and it itches", "NewSymptom")]
    [InlineData("", "Clinical")]
    public void The_likeliest_intent_comes_first(string text, string expected) =>
        Assert.Equal(expected, TriagePolicy.Rank(TriageReader.Read(text))[0].ToString());

    [Fact]
    public void A_symptom_outranks_the_appointment_asked_for_it() =>
        Assert.Equal(Intent.NewSymptom, TriagePolicy.Rank(TriageReader.Read("I have had a fever for 3 days and my ear hurts, can we schedule something?"))[0]);

    [Theory]
    [InlineData("I need a refill of my lisinopril. My knee hurts.")]
    [InlineData("Can I get a refill of my inhaler, and my knee hurts")]
    [InlineData("Could you move my appointment to Friday? I have a rash on my arm.")]
    public void A_symptom_that_comes_with_an_errand_is_told_of(string text) =>
        Assert.Contains(Intent.NewSymptom, TriagePolicy.Rank(TriageReader.Read(text)));

    [Fact]
    public void Each_intent_has_a_likelihood()
    {
        var signals = TriageReader.Read("Please refill my metformin, I have three pills left");

        Assert.True(TriagePolicy.ConfidenceIn(Intent.Refill, signals) > 0.5);
        Assert.All(Enum.GetValues<Intent>(), intent => Assert.InRange(TriagePolicy.ConfidenceIn(intent, signals)!.Value, 0, 1));
    }

    [Fact]
    public void No_text_throws_and_every_text_has_an_intent() =>
        Gen.String[Gen.Char, 0, 400].Sample(text => TriagePolicy.Rank(TriageReader.Read(text)).Count > 0, iter: 2_000);
}
