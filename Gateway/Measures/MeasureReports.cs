using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Measures;

/// <summary>
/// Tells the measures as FHIR's MeasureReports: the counts of <see cref="MeasuresReport"/>, in which small groups are together already, so that neither form
/// gives away more than the other. Pure.
/// </summary>
internal static class MeasureReports
{
    private const string Populations = "http://terminology.hl7.org/CodeSystem/measure-population";
    private const string Notations = "http://terminology.hl7.org/CodeSystem/measure-improvement-notation";
    private const string Absences = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /// <summary>The report of the measure of that address; null if there is none.</summary>
    public static MeasureReport? Of(string measure, MeasuresReport measures, DayPeriod period, DateTimeOffset now) => ToldAs(measure, measures) is not { } told ? null : new MeasureReport
    {
        Status = MeasureReport.MeasureReportStatus.Complete,
        Type = MeasureReport.MeasureReportType.Summary,
        Measure = measure,
        DateElement = new FhirDateTime(now),
        Period = new Period { Start = $"{period.First:yyyy-MM-dd}", End = $"{period.Last:yyyy-MM-dd}" },
        ImprovementNotation = new CodeableConcept(Notations, told.IsBetterHigher ? "increase" : "decrease"),
        Group =
        [
            new MeasureReport.GroupComponent
            {
                Population = [.. told.Whole.Of((code, count) => new MeasureReport.PopulationComponent { Code = new CodeableConcept(Populations, code), Count = count })],
                MeasureScore = told.Whole.Score,
                Stratifier = told.Strata.IsEmpty ? [] : [StratifierOf(told)],
            },
        ],
    };

    private static Told? ToldAs(string measure, MeasuresReport measures) => measure switch
    {
        Canonicals.AnsweredWithinPromise => OfAnswers(measures.Work),
        Canonicals.MessagesMisdirected => new Told(
            IsBetterHigher: false, new Share(measures.Messages, measures.Messages, measures.Misdirected, measures.MisdirectedPerThousand / 1000), [], []),
        Canonicals.HoldPrecision => OfHolds(measures),
        Canonicals.MessagesRerouted => OfReroutes(measures.Work),
        _ => null,
    };

    private static Told OfAnswers(WorkReport work)
    {
        var (due, kept) = (work.Groups.Sum(group => group.Answered + group.Overdue), work.Groups.Sum(group => group.WithinPromise));
        return new Told(
            IsBetterHigher: true,
            new Share(work.Received, due, kept, due == 0 ? null : Math.Round((double)kept / due, 4)),
            ["pool", "policy-version"],
            [
                .. work.Groups.Select(group => new Stratum(
                    [group.Pool, group.PolicyVersion],
                    new Share(group.Received, group.Answered + group.Overdue, group.WithinPromise, group.WithinPromiseShare))),
            ]);
    }

    private static Told OfHolds(MeasuresReport measures) => new(
        IsBetterHigher: true,
        new Share(measures.Confirmed + measures.Overturned, measures.Confirmed + measures.Overturned, measures.Confirmed, measures.Precision),
        ["pool", "hold-reason", "policy-version"],
        [
            .. measures.Groups.Select(group => new Stratum(
                [group.Pool, group.HoldReason, group.PolicyVersion],
                new Share(group.Confirmed + group.Overturned, group.Confirmed + group.Overturned, group.Confirmed, group.Precision))),
        ]);

    private static Told OfReroutes(WorkReport work) => new(
        IsBetterHigher: false,
        new Share(work.Received, work.Received, work.Rerouted, work.ReroutedPerThousand / 1000),
        ["from-pool", "to-pool", "reroute-reason"],
        [.. work.Reroutes.Select(group => new Stratum([group.From, group.To, group.Reason], new Share(null, null, group.Count, null)))]);

    private static MeasureReport.StratifierComponent StratifierOf(Told told) => new()
    {
        Stratum =
        [
            .. told.Strata.Select(stratum => new MeasureReport.StratifierGroupComponent
            {
                Component =
                [
                    .. told.By.Zip(stratum.Values, (code, value) => new MeasureReport.ComponentComponent
                    {
                        Code = new CodeableConcept(Canonicals.MeasureStratum, code),
                        Value = value is null ? new CodeableConcept(Absences, "masked") : new CodeableConcept { Text = value },
                    }),
                ],
                Population =
                    [.. stratum.Share.Of((code, count) => new MeasureReport.StratifierGroupPopulationComponent { Code = new CodeableConcept(Populations, code), Count = count })],
                MeasureScore = stratum.Share.Score,
            }),
        ],
    };

    /// <summary>A measure, before it is written.</summary>
    private sealed record Told(bool IsBetterHigher, Share Whole, ImmutableArray<string> By, ImmutableArray<Stratum> Strata);

    /// <summary>Values are absent where small groups are told together, or where it has none.</summary>
    private sealed record Stratum(ImmutableArray<string?> Values, Share Share);

    /// <summary>Counts, and what they come to.</summary>
    private sealed record Share(int? Initial, int? Denominator, int Numerator, double? Value)
    {
        public Quantity? Score => Value is { } score ? new Quantity { Value = (decimal)score } : null;

        public IEnumerable<T> Of<T>(Func<string, int, T> write)
        {
            if (Initial is { } initial)
            {
                yield return write("initial-population", initial);
            }

            if (Denominator is { } denominator)
            {
                yield return write("denominator", denominator);
            }

            yield return write("numerator", Numerator);
        }
    }
}
