using System.Collections.Immutable;
using Gateway.Guidance;
using Gateway.Policies;
using Gateway.Resources;
using Gateway.Triage;

namespace Gateway.Tests.Guidance;

public sealed class AdvicePolicyTests
{
    private static readonly AdviceRules Rules = PolicyDocument.Default().Advice;

    [Theory]
    [InlineData("heart-attack-signs", "emergency")]
    [InlineData("suicidal-wish", "suicidal-crisis emergency")]
    [InlineData("child-poisoned", "emergency poisoning")]
    [InlineData("suicide-plan overdose-now", "suicidal-crisis emergency poisoning")]
    public void Every_kind_of_help_is_named_once_and_the_emergency_number_always(string flags, string kinds) =>
        Assert.Equal(kinds.Split(' '), AdviceFor(flags.Split(' ')).Select(issue => issue.Advice!.Kind));

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("fr es", "es")]
    [InlineData("en-GB es", "en")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public void It_is_said_in_the_first_language_that_the_sender_reads_and_we_have(string wanted, string language) =>
        Assert.All(AdviceFor(["suicidal-wish"], wanted.Split(' ')), issue => Assert.Equal(language, issue.Advice!.Language));

    [Fact]
    public void Whether_anybody_has_it_is_said_once()
    {
        var (kept, back) = (AdvicePolicy.For([new RuleHit("child-poisoned")], [], true, Rules), AdvicePolicy.For([new RuleHit("child-poisoned")], [], false, Rules));

        Assert.EndsWith(Rules.ByLanguage["en"].TakenIn, kept[0].Sentence, StringComparison.Ordinal);
        Assert.EndsWith(Rules.ByLanguage["en"].GivenBack, back[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(kept[1].Sentence, back[1].Sentence);
    }

    [Fact]
    public void Each_flag_that_asks_for_special_help_is_one_of_the_lexicon() =>
        Assert.Empty(EmergencyKinds.Flags.Except(TriageLexicon.Default.Flags.Select(flag => flag.Id)));

    /// <summary>A flag that is added for suicide or poison must not be left with the ambulance alone.</summary>
    [Fact]
    public void No_flag_about_suicide_or_poison_is_forgotten() => Assert.All(
        TriageLexicon.Default.Flags.Where(flag => flag.Urgency == Urgency.Emergency && (flag.Id.Contains("suicid", StringComparison.Ordinal)
            || flag.Id.Contains("poison", StringComparison.Ordinal) || flag.Id.Contains("overdose", StringComparison.Ordinal))),
        flag => Assert.NotEqual(EmergencyKind.Emergency, EmergencyKinds.Of(flag.Id)));

    private static ImmutableArray<Issue> AdviceFor(string[] flags, params string[] languages) =>
        AdvicePolicy.For([.. flags.Select(flag => new RuleHit(flag))], languages, true, Rules);
}
