using SmartApp.PlainLanguage;

namespace Gateway.Tests.AddOn;

/// <summary>How hard a reply is to read, and which of its words patients do not use.</summary>
public sealed class ReadingPolicyTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("table", 2)]
    [InlineData("doctor", 2)]
    [InlineData("take", 1)]
    [InlineData("walked", 1)]
    [InlineData("needed", 2)]
    [InlineData("tablets", 2)]
    [InlineData("changes", 2)]
    [InlineData("hypertension", 4)]
    [InlineData("hmm", 1)]
    public void English_syllables_are_counted_by_the_ear(string word, int syllables) => Assert.Equal(syllables, Syllables.InEnglish(word));

    [Theory]
    [InlineData("sol", 1)]
    [InlineData("casa", 2)]
    [InlineData("bien", 1)]
    [InlineData("día", 2)]
    [InlineData("queso", 2)]
    [InlineData("pingüino", 3)]
    [InlineData("aéreo", 4)]
    [InlineData("muy", 1)]
    [InlineData("hipertensión", 4)]
    public void Spanish_syllables_are_counted_by_the_ear(string word, int syllables) => Assert.Equal(syllables, Syllables.InSpanish(word));

    [Theory]
    [InlineData("Your test is fine. You do not have to do a thing. Please call us if you feel ill.", "en", true)]
    [InlineData("Laboratory evaluation demonstrates persistently elevated transaminases, necessitating discontinuation of pharmacotherapy and subsequent reassessment.", "en", false)]
    [InlineData("Su prueba está bien. No tiene que hacer nada. Llame si se siente mal.", "es", true)]
    [InlineData("La evaluación complementaria evidencia hipertransaminasemia persistente, requiriéndose la discontinuación farmacoterapéutica correspondiente y posterior revaloración.", "es", false)]
    public void Short_words_in_short_sentences_are_easy(string text, string language, bool isEasy) =>
        Assert.Equal(isEasy ? Ease.Easy : Ease.Hard, ReadingPolicy.Of(text, language)!.Ease);

    [Fact]
    public void The_grade_is_that_of_the_formula()
    {
        // 12 words, 2 sentences, 12 syllables: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45, which is told as 0.
        Assert.Equal(0, ReadingPolicy.Of("The cat sat on the mat. The dog sat on the log.", "en")!.Number);
        // 10 words, 1 sentence, 19 syllables: 0.39 * 10 + 11.8 * 1.9 - 15.59 = 10.73.
        Assert.Equal(11, ReadingPolicy.Of("Take tablets daily after breakfast until doctor Lee tells differently.", "en")!.Number);
    }

    [Fact]
    public void Of_a_few_words_nothing_is_said() => Assert.Null(ReadingPolicy.Of("Please call us.", "en"));

    [Fact]
    public void A_dose_ends_no_sentence() =>
        Assert.Equal(ReadingPolicy.Of("Take x of it each day at ten so", "en"), ReadingPolicy.Of("Take x 0.5 of it each day at ten so.", "en"));

    [Fact]
    public void Words_of_the_trade_come_with_plainer_ones_in_their_order()
    {
        Assert.Equal(
            [("edema", "swelling"), ("hypertension", "high blood pressure")],
            Jargon.In("The edema comes from your hypertension; the EDEMA will go.", "en"));
        Assert.Equal([("cefalea", "dolor de cabeza")], Jargon.In("Las cefaleas pasarán.", "es"));
        Assert.Equal(["monitor"], Jargon.In("Utilization of monitors is unacute.", "en").Select(found => found.Word));
    }

    [Theory]
    [InlineData("Your test is fine and you do not have to come in.", "en")]
    [InlineData("Su prueba está bien y no tiene que venir.", "es")]
    [InlineData("OK", "es")]
    public void The_language_is_told_by_small_words(string text, string language) => Assert.Equal(language, TextLanguage.Of(text, "es"));
}
