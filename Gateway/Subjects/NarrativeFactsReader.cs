using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>Draws what the text is judged against out of the facts already read: names, ages, and who is what to whom.</summary>
internal static class NarrativeFactsReader
{
    private const int MonthsInYear = 12;

    public static NarrativeFacts Of(StructuralFacts facts)
    {
        var person = (facts.Sender as Lookup<PersonFacts>.Found)?.Facts;
        if (facts.Chart is not Lookup<ChartFacts>.Found { Facts: var chart })
        {
            return NarrativeFacts.Unknown;
        }

        var own = person?.ProxiedCharts.FirstOrDefault(proxied => proxied.Chart.Id == chart.Id);
        return new NarrativeFacts
        {
            GivenNames = GivenNamesOf(chart),
            FamilyNames = [.. chart.Names.Select(name => name.Family).OfType<string>()],
            AgeInMonths = AgeInMonths(chart.BirthDate, facts.Today),
            Sex = SexOf(chart),
            SenderIsThePatient = person is null || person.OwnChart == chart.Id,
            RelationshipToSender = own is null ? string.Empty : RelationshipOf(own),
            Proxied =
            [
                .. (person?.ProxiedCharts ?? [])
                    .Where(proxied => proxied.Chart.Id != chart.Id)
                    .Select(proxied => new ProxiedPerson(
                        proxied.Chart.Id,
                        GivenNamesOf(proxied.Chart),
                        RelationshipOf(proxied),
                        AgeInMonths(proxied.Chart.BirthDate, facts.Today),
                        SexOf(proxied.Chart))),
            ],
        };
    }

    private static string RelationshipOf(ProxiedChart proxied) =>
        Kinship.OfProxied(proxied.Grant.Relationships.FirstOrDefault() ?? string.Empty, SexOf(proxied.Chart));

    private static ImmutableArray<string> GivenNamesOf(ChartFacts chart) => [.. chart.Names.SelectMany(name => name.Given).Distinct()];

    private static Sex SexOf(ChartFacts chart) => chart.Gender switch
    {
        "female" => Sex.Female,
        "male" => Sex.Male,
        _ => Sex.Unknown,
    };

    private static int? AgeInMonths(PartialDate? birth, DateOnly today) => birth is not { } known
        ? null
        : known is { Month: { } month, Day: { } day }
            ? ((today.Year - known.Year) * MonthsInYear) + today.Month - month - (today.Day < day ? 1 : 0)
            : known.AgeOn(today) * MonthsInYear;
}
