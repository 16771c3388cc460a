using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Naming;

namespace Gateway.Subjects.Identifiers;

/// <summary>Whose are the birth dates and numbers that somebody wrote, and does one of them speak against this chart? Pure.</summary>
internal static class IdentifierPolicy
{
    private const int OldestInYears = 125;

    private enum Claim
    {
        /// <summary>It is said to be the patient's of this message.</summary>
        Patients,

        /// <summary>It is said to be somebody else's.</summary>
        Anothers,
    }

    /// <summary>Every objection; empty if all that is written is the patient's, or says nothing of whose the message is.</summary>
    public static ImmutableArray<Finding> Assess(IdentifierFacts identifiers, StructuralFacts facts, NarrativeVerdict narrative)
    {
        if (identifiers.Written.IsEmpty || facts.Chart is not Lookup<ChartFacts>.Found { Facts: var chart })
        {
            return [];
        }

        var people = new People(chart, (facts.Sender as Lookup<PersonFacts>.Found)?.Facts, facts.Today);
        return [.. identifiers.Written.Select(written => Assess(written, people, identifiers, narrative)).OfType<Finding>()];
    }

    /// <summary>The numbers to ask the EHR about, with the systems that this chart's own numbers have: they may be an old number of the patient's.</summary>
    public static ImmutableArray<BusinessIdentifier> ToLookUp(ImmutableArray<WrittenIdentifier> written, StructuralFacts facts)
    {
        if (written.IsEmpty || facts.Chart is not Lookup<ChartFacts>.Found { Facts: var chart })
        {
            return [];
        }

        var people = new People(chart, (facts.Sender as Lookup<PersonFacts>.Found)?.Facts, facts.Today);
        var systems = chart.Numbers.Where(number => number is { Kind: NumberKind.Record, System.Length: > 0 }).Select(number => number.System).Distinct().Take(MostSystems);
        return
        [
            .. written.Where(one => one is { Kind: IdentifierKind.Record, IsTold: false } && !people.IsPatients(one) && people.OthersWith(one).IsEmpty && people.ClaimOf(one) == Claim.Patients)
                .Select(one => one.Number).Distinct().Take(MostNumbers)
                .SelectMany(_ => systems, (number, system) => new BusinessIdentifier(system, number)),
        ];
    }

    private const int MostSystems = 2;
    private const int MostNumbers = 3;

    private static Finding? Assess(WrittenIdentifier written, People people, IdentifierFacts identifiers, NarrativeVerdict narrative)
    {
        if (!people.CanBeCompared(written))
        {
            return null;
        }

        var others = people.OthersWith(written);
        var named = people.Named(written);
        if (people.IsPatients(written))
        {
            // Twins share a birth date: then the name tells.
            return named is { } twin && others.Contains(twin) && !written.IsTold ? SomeoneElse(written, [twin]) : null;
        }

        // A story about somebody, or the policyholder's number: whom the message is about, the sentences tell.
        var isStory = written.IsTold && narrative is NarrativeVerdict.AboutSubject;
        if (!others.IsEmpty)
        {
            return isStory ? null : SomeoneElse(written, named is { } one && others.Contains(one) ? [one] : others);
        }

        if (written.IsTold)
        {
            return null;
        }

        return people.ClaimOf(written) switch
        {
            Claim.Anothers => written.Kind == IdentifierKind.Member ? null : SomeoneElse(written, named is { } one ? [one] : []),
            Claim.Patients => Unknown(written, people, identifiers),
        };
    }

    private static Finding? Unknown(WrittenIdentifier written, People people, IdentifierFacts identifiers)
    {
        if (!people.Knows(written.Kind))
        {
            return null;
        }

        var answers = identifiers.LookedUp.GetValueOrDefault(written.Number);
        return answers switch
        {
            Lookup<ChartFacts>.Found found when found.Facts.Id == people.Chart.Id => null,
            Lookup<ChartFacts>.Unavailable => Of(
                FindingKind.Unavailable, "number-unknown-now", written, "The EHR does not answer, so a number in the text cannot be checked."),
            // One answer for a stranger's number and for a number of nobody's.
            _ => Of(
                FindingKind.Doubt,
                written.Kind == IdentifierKind.Birth ? "birth-date-differs" : "number-differs",
                written,
                "An identifier in the text is not that of this chart's patient."),
        };
    }

    private static Finding SomeoneElse(WrittenIdentifier written, ImmutableArray<PatientId> charts) => Of(
        FindingKind.SomeoneElse,
        written.Kind == IdentifierKind.Birth ? "birth-date-of-another" : "number-of-another",
        written,
        "An identifier in the text is another person's.") with
    { OtherCharts = charts };

    private static Finding Of(FindingKind kind, string ruleId, WrittenIdentifier written, string sentence) =>
        new(kind, ruleId, "Communication.payload", sentence) { Span = written.Span };

    /// <summary>The people whose identifiers are on hand: the chart's patient, and those for whom the sender may act.</summary>
    private sealed class People(ChartFacts chart, PersonFacts? sender, DateOnly today)
    {
        private readonly ImmutableArray<ProxiedChart> _others = [.. (sender?.ProxiedCharts ?? []).Where(proxied => proxied.Chart.Id != chart.Id)];

        public ChartFacts Chart => chart;

        private bool SenderIsThePatient => sender is null || sender.OwnChart == chart.Id;

        public bool CanBeCompared(WrittenIdentifier written) => written.Kind != IdentifierKind.Birth || !DaysOf(written).IsEmpty;

        public bool Knows(IdentifierKind kind) => kind switch
        {
            IdentifierKind.Birth => chart.BirthDate is not null,
            IdentifierKind.Record => chart.Numbers.Any(number => number.Kind == NumberKind.Record),
            IdentifierKind.Member => chart.Numbers.Any(number => number.Kind == NumberKind.Member),
        };

        public bool IsPatients(WrittenIdentifier written) => Has(chart, written);

        public ImmutableArray<PatientId> OthersWith(WrittenIdentifier written) =>
            [.. _others.Where(other => Has(other.Chart, written)).Select(other => other.Chart.Id)];

        /// <summary>Whose name stands with the identifier, among those for whom the sender may act.</summary>
        public PatientId? Named(WrittenIdentifier written) =>
            written.Owner is IdentifierOwner.Named or IdentifierOwner.Unstated && !IsCalled(chart, written.Whose)
                ? _others.FirstOrDefault(other => IsCalled(other.Chart, written.Whose))?.Chart.Id
                : null;

        public Claim ClaimOf(WrittenIdentifier written) => written.Owner switch
        {
            IdentifierOwner.Unstated => Named(written) is null ? Claim.Patients : Claim.Anothers,
            IdentifierOwner.Writer => SenderIsThePatient ? Claim.Patients : Claim.Anothers,
            IdentifierOwner.Someone => SenderIsThePatient ? Claim.Anothers : Claim.Patients,
            IdentifierOwner.Relative => IsTheChartsPatient(written.Whose) ? Claim.Patients : Claim.Anothers,
            IdentifierOwner.Named => IsCalled(chart, written.Whose) ? Claim.Patients : Claim.Anothers,
        };

        private bool IsTheChartsPatient(string relationship) =>
            !SenderIsThePatient && sender!.ProxiedCharts.FirstOrDefault(proxied => proxied.Chart.Id == chart.Id) is { } own
            && Kinship.MayBe(relationship, Kinship.OfProxied(own.Grant.Relationships.FirstOrDefault() ?? string.Empty, SexOf(chart)));

        private static Sex SexOf(ChartFacts chart) => chart.Gender switch
        {
            "female" => Sex.Female,
            "male" => Sex.Male,
            _ => Sex.Unknown,
        };

        private static bool IsCalled(ChartFacts chart, string words) => words.Length > 0
            && words.Split(' ').Any(word => word.Length > 1 && chart.Names.Any(name => name.Given.Any(given => given.Length > 1 && NameMatch.IsGiven(word, given))));

        private bool Has(ChartFacts who, WrittenIdentifier written) => written.Kind switch
        {
            IdentifierKind.Birth => who.BirthDate is { } birth && DaysOf(written).Any(day => day.Agrees(birth)),
            IdentifierKind.Record or IdentifierKind.Member => who.Numbers.Any(number => WrittenNumber.Agree(number.Value, written.Number)),
        };

        // What lies ahead, or was before anybody alive, is no birth date: a visit, a due date, a slip.
        private ImmutableArray<PartialDate> DaysOf(WrittenIdentifier written) =>
            [.. written.Days.Where(day => day.FirstDay() <= today && day.Year >= today.Year - OldestInYears)];
    }
}
