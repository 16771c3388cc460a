using System.Collections.Immutable;
using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Measures;
using Gateway.References;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Measures;

/// <summary>The measures as MeasureReports.</summary>
public sealed class MeasureReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly DayPeriod March = DayPeriod.TryParse("2026-03-01", "2026-03-31", out var period) ? period : default;

    public static TheoryData<string> Measures => [.. ProfileLibrary.OfType("Measure").Select(definition => definition.Url!)];

    [Theory]
    [MemberData(nameof(Measures))]
    public void Each_measure_that_is_defined_is_reported_in_valid_FHIR_with_its_populations_and_strata(string measure)
    {
        var definition = (Measure)ProfileLibrary.Parse(ProfileLibrary.FindByCanonical(measure)!);

        var report = MeasureReports.Of(measure, Told(), March, Now)!;

        Assert.Empty(ProfileValidator.Validate(report));
        Assert.Equal((measure, "2026-03-01", "2026-03-31"), (report.Measure, report.Period!.Start, report.Period.End));
        Assert.Equal(CodesOf(definition.Group[0].Population.Select(population => population.Code)), CodesOf(report.Group[0].Population.Select(population => population.Code)));
        Assert.Equal(CodeOf(definition.ImprovementNotation), CodeOf(report.ImprovementNotation));
        Assert.All(report.Group[0].Stratifier.SelectMany(stratifier => stratifier.Stratum), stratum => Assert.Equal(
            CodesOf(definition.Group[0].Stratifier[0].Component.Select(component => component.Code)), CodesOf(stratum.Component.Select(component => component.Code))));
        Assert.Equal(definition.Group[0].Stratifier.Count, report.Group[0].Stratifier.Count);
    }

    [Fact]
    public void Answers_are_told_by_pool_and_policy_and_small_groups_together_without_a_name()
    {
        var group = MeasureReports.Of(Canonicals.AnsweredWithinPromise, Told(), March, Now)!.Group[0];

        Assert.Equal([("initial-population", 18), ("denominator", 18), ("numerator", 12)], group.Population.Select(population => (CodeOf(population.Code), population.Count)));
        Assert.Equal(0.6667m, group.MeasureScore!.Value);
        var strata = group.Stratifier[0].Stratum;
        Assert.Equal(["CareTeam/a, 1", "masked, masked"], strata.Select(stratum => string.Join(", ", stratum.Component.Select(component => component.Value!.Text ?? CodeOf(component.Value)))));
        Assert.Equal([10, 8], strata.Select(stratum => stratum.Population[0].Count));
    }

    [Fact]
    public void What_is_not_measured_has_no_report() => Assert.Null(MeasureReports.Of("https://fhirmessaging.org/fhir/Measure/nothing", Told(), March, Now));

    [Fact]
    public void A_time_without_messages_has_counts_and_no_score()
    {
        var report = MeasureReports.Of(Canonicals.MessagesRerouted, MeasuresPolicy.Of(new MeasuredTime(0, 0, 0, [], []), Now, 5), March, Now)!;

        Assert.Empty(ProfileValidator.Validate(report));
        Assert.Null(report.Group[0].MeasureScore);
        Assert.Empty(report.Group[0].Stratifier);
    }

    private static MeasuresReport Told() => MeasuresPolicy.Of(
        new MeasuredTime(100, 4, 2, [.. Enumerable.Range(0, 7).Select(place => Decided(place < 5 ? DecisionKind.Reject : DecisionKind.Release))], [])
        {
            Work = [.. Work("CareTeam/a", 10, late: 2), .. Work("CareTeam/b", 4, late: 2), .. Work("CareTeam/c", 4, late: 2)],
            Reroutes = [.. Enumerable.Repeat(new RerouteFacts("CareTeam/a", "CareTeam/b", "wrong-pool", []), 6)],
        },
        Now,
        5);

    private static IEnumerable<WorkFacts> Work(string pool, int count, int late) => Enumerable.Range(0, count).Select(place =>
        new WorkFacts(pool, new WorkCourse(Now.ToUnixTimeSeconds() - 10_000, WorkState.Answered, Now.ToUnixTimeSeconds() - (place < late ? 5_000 : 100), null, Now.ToUnixTimeSeconds() - 1_000, false, false, "1")));

    private static DecisionFacts Decided(DecisionKind kind) =>
        new(kind, DecidedBy.Reviewer, kind == DecisionKind.Reject ? "about-another-patient" : "about-this-patient", "about-someone-else", "1", "CareTeam/a", Now.AddHours(-1), Now, null);

    private static ImmutableArray<string?> CodesOf(IEnumerable<CodeableConcept?> concepts) => [.. concepts.Select(CodeOf)];

    private static string? CodeOf(CodeableConcept? concept) => concept?.Coding[0].Code;
}
