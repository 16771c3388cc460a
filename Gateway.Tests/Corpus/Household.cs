using System.Globalization;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Tests.Corpus;

/// <summary>A family of the corpus: the holder of the portal account, and the people around.</summary>
internal sealed record Household(string Id, Relative Holder, IReadOnlyList<Relative> Members)
{
    public const string HolderChart = "holder";

    /// <summary>Ages in the messages count on this day.</summary>
    private static readonly DateOnly Today = new(2026, 11, 1);

    public Relative? Find(string chart) => chart == HolderChart ? Holder : Members.FirstOrDefault(member => member.Id == chart);

    /// <summary>What the gateway knows when the holder writes in a chart: that chart's patient, and the charts the holder may act for.</summary>
    public NarrativeFacts FactsFor(string chart)
    {
        var patient = Find(chart)!;
        return new NarrativeFacts
        {
            GivenNames = [.. patient.Given],
            FamilyNames = [.. patient.Family],
            AgeInMonths = AgeOf(patient),
            Sex = SexOf(patient),
            SenderIsThePatient = patient == Holder,
            RelationshipToSender = RelationshipOf(patient),
            Proxied =
            [
                .. Members.Where(member => member.Proxy && member != patient)
                    .Select(member => new ProxiedPerson(new PatientId(member.Id!), [.. member.Given], RelationshipOf(member), AgeOf(member), SexOf(member))),
            ],
        };
    }

    /// <summary>The gateway's records tell no stepson from a son.</summary>
    private static string RelationshipOf(Relative person) => person.Is is null ? string.Empty : SubjectLexicon.English.RelationshipOf(person.Is);

    private static int? AgeOf(Relative person) => DateOnly.TryParseExact(person.Birth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
        ? ((Today.Year - birth.Year) * 12) + Today.Month - birth.Month - (Today.Day < birth.Day ? 1 : 0)
        : null;

    private static Sex SexOf(Relative person) => person.Sex switch
    {
        "female" => Sex.Female,
        "male" => Sex.Male,
        _ => Sex.Unknown,
    };
}

/// <summary>One person of a family.</summary>
internal sealed record Relative
{
    /// <summary>The chart's id; none for the holder.</summary>
    public string? Id { get; init; }

    public required IReadOnlyList<string> Given { get; init; }

    public IReadOnlyList<string> Family { get; init; } = [];

    public string? Birth { get; init; }

    public string? Sex { get; init; }

    /// <summary>What this person is to the holder.</summary>
    public string? Is { get; init; }

    /// <summary>The holder may act for this person in the portal.</summary>
    public bool Proxy { get; init; }
}
