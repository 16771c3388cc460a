using Gateway.Triage;

namespace Gateway.Tests.Triage;

public sealed class EmergencyTests
{
    public static TheoryData<string> Now => new(EmergencySentences.Now);

    public static TheoryData<string> OnlySoundingSo => new(EmergencySentences.OnlySoundingSo);

    [Theory]
    [MemberData(nameof(Now))]
    public void An_emergency_is_found_in_whatever_words(string text) => Assert.Equal(Urgency.Emergency, UrgencyOf(text));

    [Theory]
    [MemberData(nameof(OnlySoundingSo))]
    public void What_is_past_denied_supposed_or_a_figure_of_speech_does_not_interrupt(string text) =>
        Assert.NotEqual(Urgency.Emergency, UrgencyOf(text));

    [Theory]
    [InlineData("I can't sleep, my chest feels squeezed and I am sweating", Urgency.Emergency)]
    [InlineData("No fever, chills or confusion, and my chest does not hurt", Urgency.Routine)]
    [InlineData("Spots that don't fade when pressed and a fever, purple ones", Urgency.Emergency)]
    [InlineData("I don't have chest pain, trouble breathing, or sweating", Urgency.Routine)]
    [InlineData("Three weeks ago I was in the hospital. I had pressure in my chest and couldn't breathe", Urgency.Routine)]
    [InlineData("No tiene fiebre ni está confundido", Urgency.Routine)]
    internal void A_denial_reaches_as_far_as_its_list(string text, Urgency expected) => Assert.Equal(expected, UrgencyOf(text));

    private static Urgency UrgencyOf(string text) => TriagePolicy.Assess(TriageReader.Read(text));
}
