using Gateway.Triage;

namespace Gateway.Tests.Triage;

/// <summary>What is told in a flat voice.</summary>
public sealed class UrgencyReadingTests
{
    [Theory]
    [InlineData("I took 25 iron pills last night")]
    [InlineData("She had about thirty of my Tylenol this afternoon")]
    [InlineData("Ate 16 of the vitamins an hour ago, he is two")]
    [InlineData("Me tomé 30 pastillas anoche")]
    [InlineData("Just gave him 40 units instead of 4")]
    public void A_quantity_and_a_time_are_an_emergency_in_whatever_tone(string text) => Assert.Equal(Urgency.Emergency, UrgencyOf(text));

    [Theory]
    [InlineData("I take 2 tablets every morning as prescribed")]
    [InlineData("In 2015 I took 25 pills and was treated for it")]
    [InlineData("The pharmacy gave me 30 tablets last night, they should be 90")]
    public void A_quantity_taken_as_it_should_be_is_none(string text) => Assert.NotEqual(Urgency.Emergency, UrgencyOf(text));

    private static Urgency UrgencyOf(string text) => TriagePolicy.Assess(TriageReader.Read(text));
}
