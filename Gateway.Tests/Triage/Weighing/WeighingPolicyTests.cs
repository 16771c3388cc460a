using Gateway.Text;
using Gateway.Triage;
using Gateway.Triage.Weighing;

namespace Gateway.Tests.Triage.Weighing;

public sealed class WeighingPolicyTests
{
    private static readonly int ASign = TriageLexicon.Default.Findings.Index().First(finding => finding.Item.Kind is TriageFindingKind.Sign).Index;

    private static readonly int APart = TriageLexicon.Default.Findings.Index().First(finding => finding.Item.Kind is TriageFindingKind.Part).Index;

    private static readonly TextSpan Somewhere = new(0, 4);

    /// <summary>Speaks against anything urgent.</summary>
    private const float Calm = -10;

    [Theory]
    [InlineData(-20f)]
    [InlineData(0f)]
    [InlineData(20f)]
    public void An_explicit_red_flag_stands_whatever_the_weights_say(float weight) =>
        Assert.Equal(Urgency.Emergency, UrgencyOf(weight, new RedFlagHit("choking-now", Urgency.Emergency, Somewhere)));

    [Fact]
    public void A_suspicion_that_it_cannot_wait_falls_when_the_message_speaks_against_it() =>
        Assert.Equal(Urgency.Routine, UrgencyOf(-20, new RedFlagHit("fever-any", Urgency.SameDay, Somewhere, IsSuspicion: true)));

    [Theory]
    [InlineData(-3.5f, 0, Urgency.Emergency)]
    [InlineData(-20f, 0, Urgency.SameDay)]
    [InlineData(-20f, -20f, Urgency.Routine)]
    internal void A_suspected_emergency_stands_unless_the_message_speaks_loudly_against_it(float emergency, float moreThanRoutine, Urgency urgency) =>
        Assert.Equal(urgency, TriagePolicy.Assess(Weigh(emergency, moreThanRoutine, new RedFlagHit("choking-now", Urgency.Emergency, Somewhere, IsSuspicion: true))));

    [Fact]
    public void A_message_can_weigh_so_much_that_it_is_an_emergency_with_no_flag_and_its_words_are_named()
    {
        var weighed = Weigh(20, Calm);

        Assert.Equal(Urgency.Emergency, TriagePolicy.Assess(weighed));
        Assert.All(weighed.RedFlags, hit => Assert.Equal(("weighed-emergency", Somewhere), (hit.RuleId, hit.Span)));
        Assert.NotEmpty(weighed.RedFlags);
    }

    [Fact]
    public void What_tells_but_a_time_or_a_part_of_the_body_is_no_emergency_by_the_sound_of_it() =>
        Assert.Empty(Weigh(APart, 20, Calm).RedFlags);

    [Fact]
    public void What_weighs_nothing_adds_nothing() => Assert.Empty(Weigh(-20, Calm).RedFlags);

    [Fact]
    public void Every_red_flag_that_is_no_suspicion_outlives_the_reading_of_the_whole()
    {
        foreach (var flag in TriageLexicon.Default.Flags)
        {
            Assert.All(flag.Positive, text =>
            {
                var found = TriageReader.Read(text).RedFlags.Select(hit => hit.RuleId).ToHashSet();
                var rules = TriageReader.ReadTraits(text, Weights.Shipped.Names).Rules;
                Assert.All(rules.RedFlags.Where(hit => !hit.IsSuspicion), hit => Assert.Contains(hit.RuleId, found));
            });
        }
    }

    [Fact]
    public void Weights_name_only_traits_that_exist() => Assert.NotEmpty(Weights.Shipped.Names.All);

    private static Urgency UrgencyOf(float emergency, params RedFlagHit[] flags) => TriagePolicy.Assess(Weigh(emergency, Calm, flags));

    private static TriageSignals Weigh(float emergency, float moreThanRoutine, params RedFlagHit[] flags) => Weigh(ASign, emergency, moreThanRoutine, flags);

    private static TriageSignals Weigh(int finding, float emergency, float moreThanRoutine, params RedFlagHit[] flags)
    {
        var nothing = Enum.GetValues<Question>().Select(_ => -5f).ToArray();
        float[] speaks = [emergency + 5, moreThanRoutine + 5, .. nothing[2..]];
        var weights = new Weights([new WeightFile(null, nothing), new WeightFile(TriageLexicon.Default.FindingNames[finding], speaks)]);
        return WeighingPolicy.Weigh(new TriageSignals([.. flags], []), [new Trait(TraitNames.OfFinding(finding, Doubt.None), 1, Somewhere)], weights);
    }
}
