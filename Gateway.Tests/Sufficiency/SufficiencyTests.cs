using System.Collections.Immutable;
using Gateway.Policies;
using Gateway.Sufficiency;
using Gateway.Triage;

namespace Gateway.Tests.Sufficiency;

public sealed class SufficiencyTests
{
    private static readonly SufficiencyRules Shipped = PolicyDocument.Default().Sufficiency;

    [Theory]
    [InlineData("I am feeling fatigued for 2 weeks", "severity tried question")]
    [InlineData("I am feeling fatigued for 2 weeks and it gets worse. I tried sleeping more, which did not help. Should I come in?", "")]
    [InlineData("My throat hurts. Should I come in?", "onset severity tried")]
    [InlineData("I need a refill", "drug pharmacy supply")]
    [InlineData("I need a refill of my lisinopril 20 mg please, to the Walgreens on Main. I have three pills left.", "")]
    [InlineData("Please refill zorblaxotine, I ran out. CVS as always.", "strength")]
    [InlineData("Can I get an appointment?", "visitReason times")]
    [InlineData("Can I get an appointment for my yearly physical, any Tuesday morning?", "")]
    [InlineData("Can we move my appointment on Thursday to next week?", "")]
    [InlineData("Necesito resurtir mi metformina de 500 mg", "pharmacy supply")]
    [InlineData("Necesito resurtir mi metformina de 500 mg en la farmacia de siempre, me quedan dos pastillas", "")]
    [InlineData("Thank you all for your kindness!", "")]
    public void What_is_missing_is_asked_for_and_what_was_said_is_not(string text, string missing) =>
        Assert.Equal(missing, string.Join(' ', MissingIn(text).Select(detail => char.ToLowerInvariant($"{detail}"[0]) + $"{detail}"[1..])));

    [Fact]
    public void A_long_message_without_a_question_is_asked_for_it_first()
    {
        var tale = string.Concat(Enumerable.Repeat("My knee hurts on the stairs and my back aches in the mornings. ", 20));

        Assert.Equal(Detail.Question, MissingIn(tale)[0]);
        Assert.DoesNotContain(Detail.Question, MissingIn($"{tale} What should I do?"));
    }

    [Fact]
    public void Nobody_is_asked_for_details_in_an_emergency() =>
        Assert.Empty(SufficiencyPolicy.Missing(Urgency.Emergency, [Intent.NewSymptom], DetailReader.Read("chest pain"), Shipped));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Never_more_is_asked_than_the_policy_allows(int most) =>
        Assert.Equal(most, SufficiencyPolicy.Missing(Urgency.Routine, [Intent.Refill], DetailReader.Read("I need a refill"), Shipped with { Most = most }).Length);

    [Fact]
    public void Each_detail_has_a_question_in_each_language()
    {
        foreach (var detail in Enum.GetValues<Detail>())
        {
            Assert.Equal("en", DetailQuestions.Ask(detail, []).Language);
            Assert.Equal("es", DetailQuestions.Ask(detail, ["fr", "es-MX"]).Language);
            Assert.NotEqual(DetailQuestions.Ask(detail, []).Question, DetailQuestions.Ask(detail, ["es"]).Question);
        }
    }

    [Fact]
    public void Any_text_can_be_read()
    {
        Assert.Empty(DetailReader.Read(string.Empty).Found);
        Assert.Equal(0, DetailReader.Read("\ud800 \u0000 💊💊 …").Words);
        Assert.Equal(300_000, DetailReader.Read(string.Concat(Enumerable.Repeat("my ", 300_000))).Words);
    }

    private static ImmutableArray<Detail> MissingIn(string text)
    {
        var signals = TriageReader.Read(text);
        return SufficiencyPolicy.Missing(TriagePolicy.Assess(signals), TriagePolicy.Rank(signals), DetailReader.Read(text), Shipped);
    }
}
