using Gateway.Triage;

namespace Gateway.Tests.Triage;

/// <summary>What is told in a flat voice, and what stands in a long letter.</summary>
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

    [Fact]
    public void A_long_letter_about_what_was_does_not_interrupt() => Assert.NotEqual(Urgency.Emergency, UrgencyOf(
        """
        Dear doctor, you asked me to write down the history before the visit with the cardiologist, so here it is in order. In the spring of last year I was
        putting up shelves with my brother-in-law when I had pressure in my chest and was sweating, and he drove me to the hospital. They kept me for two
        nights, put in one stent and sent me home with five new tablets, which I have taken since. In summer we went walking in the hills and I had no
        trouble at all, apart from a blister on my heel. In autumn I saw the nurse, who was pleased with my pressure and my weight, and she asked me to
        bring the list of tablets, which I enclose. I sleep well, I eat less salt than I used to, and I would like to know whether I may go skiing in
        January, and which of the tablets I should take with breakfast. My wife says thank you as well, and sends her regards to your colleagues.
        """));

    private static Urgency UrgencyOf(string text) => TriagePolicy.Assess(TriageReader.Read(text));
}
