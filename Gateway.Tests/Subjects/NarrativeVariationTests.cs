using CsCheck;
using Gateway.Subjects;
using Gateway.Text;

namespace Gateway.Tests.Subjects;

public sealed class NarrativeVariationTests
{
    private static readonly string[] Known = ["my", "son", "Johnny", "'s", " ", "\n", "6", "year old", "mother", "-in-law", "fever", "I", "he", "and", "?", ".", ",",
        "Will", "a", "died", "\ud83d", "́", "‮"];

    public static TheoryData<string> Messages =>
    [
        "Johnny got a fever today",
        "My husband's sugar is 400",
        "My mother had breast cancer, should I be screened?",
        "My son has strep and now my throat hurts",
        "My 6 year old has a sore throat",
        "I have a rash on my arm",
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Greeting_signature_and_casing_leave_the_verdict(string text)
    {
        var expected = Families.Say(NarrativeReader.Assess(text, Families.Nora));
        string[] variants =
        [
            $"Hi Dr. Lee,\n{text}", $"Good morning doctor. {text}", $"{text}\nThank you,\nNora", $"{text} Best regards, Nora Bell",
            text.ToLowerInvariant(), text.ToUpperInvariant(), $"{text}.", $"  {text}  ", text.Replace("'", "’", StringComparison.Ordinal),
            $"SUBJECT: question\nMESSAGE: {text}", $"{text}. Hope you are well!",
        ];

        Assert.All(variants, variant => Assert.Equal((variant, expected), (variant, Families.Say(NarrativeReader.Assess(variant, Families.Nora)))));
    }

    [Fact]
    public void No_text_throws_and_spans_stay_inside_it() =>
        Gen.String[Gen.Char, 0, 400].Sample(text => SpansAreInside(text), iter: 2_000);

    [Fact]
    public void No_mix_of_known_words_throws() =>
        Gen.Int[0, Known.Length - 1].Select(index => Known[index])
            .Array[0, 60].Sample(words => SpansAreInside(string.Join(' ', words)), iter: 2_000);

    [Theory]
    [InlineData("my ")]
    [InlineData("my son ")]
    [InlineData("a 6 year old ")]
    [InlineData("johnny he i ")]
    [InlineData("should i ")]
    [InlineData("'")]
    public void A_message_twice_as_long_makes_at_most_twice_the_tokens_and_keeps_its_evidence_bounded(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 50_000));
        using var half = Tokenizer.Read(text[..(text.Length / 2)], SubjectLexicon.English.Words);
        using var whole = Tokenizer.Read(text, SubjectLexicon.English.Words);
        Assert.InRange(whole.Count, half.Count, (2 * half.Count) + 2);
        Assert.InRange(NarrativeReader.Assess(text, Families.Nora).Evidence.Length, 0, 200);
    }

    private static bool SpansAreInside(string text) =>
        NarrativeReader.Assess(text, Families.Nora).Evidence.All(evidence => evidence.Span.Start >= 0 && evidence.Span.End <= text.Length);
}
