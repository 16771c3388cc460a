using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Identifiers;
using Gateway.Subjects.Naming;

namespace Gateway.Subjects;

/// <summary>
/// Is a patient whom paper names ("Patient: …", "DOB: …") the patient of the chart? Paper says less than a record and is misread at times, so
/// that only what differs objects: a birth date, or a name where nothing else agrees. A number proves only what it matches, for each clinic
/// has its own.
/// </summary>
internal static class LabelledIdentityPolicy
{
    public static Finding? Assess(IdentityClaim claim, ChartFacts chart, ImmutableArray<ChartFacts> others)
    {
        var birth = BirthAgrees(claim, chart);
        var number = HasNumber(claim, chart);
        var (given, family) = (GivenAgrees(claim, chart), FamilyAgrees(claim, chart));
        ImmutableArray<PatientId> fitting = [.. others.Where(other => other.Id != chart.Id && FitsBetter(claim, other, chart)).Select(other => other.Id)];
        if (!fitting.IsEmpty)
        {
            return Differs(claim, fitting);
        }

        return (birth, number) switch
        {
            (false, false) => Differs(claim, []),
            (false, true) => Unclear(claim),
            (_, true) => null,
            // A married name, a second name: the day of birth settles it, unless the given name is another's, as a twin's.
            (true, _) => given == false ? Unclear(claim) : null,
            (null, _) when given == false || (given is null && family == false) => Unclear(claim),
            (null, _) when given == true && others.Any(other => other.Id != chart.Id && GivenAgrees(claim, other) == true && FamilyAgrees(claim, other) != false) => Unclear(claim),
            _ => null,
        };
    }

    /// <summary>Somebody on record whom it names, by what it does not share with the chart's patient.</summary>
    private static bool FitsBetter(IdentityClaim claim, ChartFacts other, ChartFacts chart)
    {
        if (HasNumber(claim, other) && !HasNumber(claim, chart))
        {
            return true;
        }

        var (birthOfOther, birthOfChart) = (BirthAgrees(claim, other), BirthAgrees(claim, chart));
        var isNamed = GivenAgrees(claim, other) == true && FamilyAgrees(claim, other) != false;
        var isNamedOnly = isNamed && GivenAgrees(claim, chart) != true;
        return birthOfOther switch
        {
            true => (birthOfChart != true && GivenAgrees(claim, other) != false) || isNamedOnly,
            null => isNamedOnly && birthOfChart != true,
            false => false,
        };
    }

    private static bool? BirthAgrees(IdentityClaim claim, ChartFacts chart) =>
        claim.BirthDates.IsEmpty || chart.BirthDate is not { } known ? null : claim.BirthDates.Any(date => date.Agrees(known));

    private static bool HasNumber(IdentityClaim claim, ChartFacts chart) =>
        claim.Numbers.Any(told => chart.Numbers.Any(known => WrittenNumber.Agree(known.Value, told.Value)));

    private static bool? GivenAgrees(IdentityClaim claim, ChartFacts chart) => Any(claim, chart, NameMatch.GivenAgrees);

    private static bool? FamilyAgrees(IdentityClaim claim, ChartFacts chart) => Any(claim, chart, NameMatch.FamilyAgrees);

    private static bool? Any(IdentityClaim claim, ChartFacts chart, Func<PersonName, PersonName, bool?> agrees)
    {
        bool? any = null;
        foreach (var told in claim.Names)
        {
            foreach (var known in chart.Names)
            {
                any = agrees(told, known) is { } one ? one || any == true : any;
            }
        }

        return any;
    }

    private static Finding Differs(IdentityClaim claim, ImmutableArray<PatientId> charts) => new(
        FindingKind.OtherChart, "described-patient-differs", claim.Expression, "The patient named in this document is not the patient of this chart.")
    {
        OtherCharts = charts,
    };

    private static Finding Unclear(IdentityClaim claim) => new(
        FindingKind.Doubt, "described-patient-unclear", claim.Expression, "It cannot be told whether the patient named in this document is the patient of this chart.");
}
