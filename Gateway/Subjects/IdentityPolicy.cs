using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Identifiers;

namespace Gateway.Subjects;

/// <summary>Is a patient who is described in a message the patient of the chart?</summary>
internal static class IdentityPolicy
{
    /// <param name="claim">The patient described.</param>
    /// <param name="chart">The chart the message is for.</param>
    /// <param name="others">The other charts that the sender may write to: whose the description may be instead.</param>
    public static Finding? Assess(IdentityClaim claim, ChartFacts chart, ImmutableArray<ChartFacts> others) =>
        claim.IsLabelled ? LabelledIdentityPolicy.Assess(claim, chart, others) : AssessDescribed(claim, chart);

    private static Finding? AssessDescribed(IdentityClaim claim, ChartFacts chart)
    {
        var identifiers = CompareIdentifiers(claim.Identifiers, chart.Identifiers) ?? HasNumber(claim, chart);
        var birth = claim.BirthDate is { } told && chart.BirthDate is { } known ? told.Agrees(known) : (bool?)null;
        var name = CompareNames(claim.Names, chart.Names);

        // A number or a birth date that differs settles it, whatever else agrees: father and son share a name.
        if (identifiers == false || birth == false)
        {
            return new Finding(
                FindingKind.OtherChart, "described-patient-differs", claim.Expression, "The patient described here is not the patient of this chart.");
        }

        var same = identifiers == true || (birth == true && name == true && claim.BirthDate!.Value.Day is not null);
        return same
            ? null
            : new Finding(
                name == false ? FindingKind.OtherChart : FindingKind.Doubt,
                name == false ? "described-patient-differs" : "described-patient-unclear",
                claim.Expression,
                "It cannot be told whether the patient described here is the patient of this chart.");
    }

    // A number that nobody qualifies may be another clinic's: it can only speak for the patient.
    private static bool? HasNumber(IdentityClaim claim, ChartFacts chart) =>
        claim.Numbers.Any(told => chart.Numbers.Any(known => WrittenNumber.Agree(known.Value, told.Value))) ? true : null;

    private static bool? CompareIdentifiers(ImmutableArray<BusinessIdentifier> told, ImmutableArray<BusinessIdentifier> known)
    {
        bool? same = null;
        foreach (var one in told)
        {
            foreach (var other in known)
            {
                if (one.System == other.System)
                {
                    if (one.Value != other.Value)
                    {
                        return false;
                    }

                    same = true;
                }
            }
        }

        return same;
    }

    private static bool? CompareNames(ImmutableArray<PersonName> told, ImmutableArray<PersonName> known)
    {
        if (told.IsEmpty || known.IsEmpty || told.All(name => name.Given.IsEmpty && name.Family is null))
        {
            return null;
        }

        return told.Any(one => known.Any(other => Agrees(one, other)));
    }

    private static bool Agrees(PersonName one, PersonName other) =>
        Same(one.Family, other.Family)
        && (one.Given.IsEmpty || other.Given.IsEmpty || Same(one.Given[0], other.Given[0]));

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
