using Gateway.Triage;

namespace Gateway.Tests.Triage;

public sealed class PhrasePatternTests
{
    [Theory]
    [InlineData("vomit(,s,ing) blood", "vomit|vomits|vomiting blood")]
    [InlineData("hinchad~", "hinchado|hinchada|hinchados|hinchadas")]
    [InlineData("respiró", "respiró|respiro")]
    [InlineData("can_hardly|barely breathe", "barely breathe;can hardly breathe")]
    [InlineData("left [arm|leg] numb", "left [arm|leg] numb")]
    public void A_short_form_stands_for_all_its_spellings(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(';', PhrasePattern.Expand(pattern)));
}
