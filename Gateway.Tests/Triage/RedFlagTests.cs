using System.Collections.Immutable;
using Gateway.Triage;
using Gateway.Triage.Weighing;

namespace Gateway.Tests.Triage;

public sealed class RedFlagTests
{
    public static TheoryData<string, string> Positives => Examples(flag => flag.Positive);

    public static TheoryData<string, string> Negatives => Examples(flag => flag.Negative);

    [Theory]
    [MemberData(nameof(Positives))]
    public void Each_positive_example_raises_its_flag(string flag, string text) =>
        Assert.Contains(FlagsIn(text), hit => hit.RuleId == flag);

    [Theory]
    [MemberData(nameof(Negatives))]
    public void Each_negative_example_leaves_its_flag_down(string flag, string text) =>
        Assert.DoesNotContain(FlagsIn(text), hit => hit.RuleId == flag);

    [Fact]
    public void Every_flag_names_its_source_and_both_kinds_of_examples() =>
        Assert.All(TriageLexicon.Default.Flags, flag => Assert.True(flag is { Source.Length: > 4, Positive.Count: > 0, Negative.Count: > 0 }, flag.Id));

    [Theory]
    [InlineData("My neighbor has chest pain and can't breathe")]
    [InlineData("Johnny can't breathe and his lips are turning blue")]
    [InlineData("CHEST PAIN GOING DOWN MY LEFT ARM SINCE NOON")]
    public void An_emergency_is_one_whoever_it_is_about(string text) =>
        Assert.Equal(Urgency.Emergency, TriagePolicy.Assess(TriageReader.Read(text)));

    [Theory]
    [InlineData("I need a refill of my lisinopril")]
    [InlineData("When is my appointment?")]
    [InlineData("My chest x-ray was normal, thank you")]
    [InlineData("")]
    public void What_can_wait_is_routine(string text) =>
        Assert.Equal(Urgency.Routine, TriagePolicy.Assess(TriageReader.Read(text)));

    /// <summary>By the rules alone, whatever the weights say.</summary>
    private static ImmutableArray<RedFlagHit> FlagsIn(string text) => TriageReader.ReadTraits(text, Weights.Shipped.Names).Rules.RedFlags;

    private static TheoryData<string, string> Examples(Func<RedFlag, IReadOnlyList<string>> examples)
    {
        var data = new TheoryData<string, string>();
        foreach (var flag in TriageLexicon.Default.Flags)
        {
            foreach (var text in examples(flag))
            {
                data.Add(flag.Id, text);
            }
        }

        return data;
    }
}
