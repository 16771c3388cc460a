using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Text;

namespace Gateway.Subjects.Naming;

/// <summary>Do file names, captions and the people shown in pictures name somebody else than the chart's patient? Pure.</summary>
internal static class NamePolicy
{
    /// <summary>More files than this say nothing new.</summary>
    private const int MostFindings = 10;

    /// <summary>After these a child's word is no child: "baby_shower", "child-support".</summary>
    private static readonly HashSet<string> NoChildBefore = new(StringComparer.OrdinalIgnoreCase)
    {
        "aspirin", "bump", "shower", "support", "care", "proof", "blues", "oil", "powder", "weight", "tax", "seat", "monitor", "teeth", "abuse", "custody", "friendly", "resistant",
    };

    /// <summary>Beside these, May and June are months.</summary>
    private static readonly HashSet<string> Dated = new(StringComparer.OrdinalIgnoreCase)
    {
        "labs", "lab", "results", "result", "report", "statement", "bill", "invoice", "visit", "appt", "appointment", "bp", "readings", "log", "glucose", "bloodwork", "receipt", "jan",
        "st", "nd", "rd", "th", "week",
    };

    private static readonly HashSet<string> Months = new(StringComparer.OrdinalIgnoreCase) { "april", "may", "june", "august", "avril", "abril", "mayo", "junio" };

    private static readonly HashSet<string> Mine = new(StringComparer.OrdinalIgnoreCase) { "me", "self", "selfie" };

    public static ImmutableArray<Finding> Assess(ImmutableArray<NameClaim> claims, StructuralFacts facts, string text)
    {
        if (claims.IsEmpty || facts.Chart is not Lookup<ChartFacts>.Found { Facts: var chart })
        {
            return [];
        }

        var family = new Family(chart, (facts.Sender as Lookup<PersonFacts>.Found)?.Facts);
        return [.. claims.Select(claim => Assess(claim, family, text)).OfType<Finding>().DistinctBy(finding => finding.Expression).Take(MostFindings)];
    }

    private static Finding? Assess(NameClaim claim, Family family, string text)
    {
        var words = NameWords.Of(claim.Words);
        if (words.Count == 0)
        {
            return null;
        }

        var named = NamedIn(words, family);
        var isPatientNamed = words.Index().Any(word => family.IsPatient(word.Item.Spelling));
        if (named.IsEmpty && isPatientNamed)
        {
            return null;
        }

        var kin = named.IsEmpty && !Mine.Contains(words[0].Spelling) ? KinIn(words, family) : null;
        var isStranger = named.IsEmpty && kin is null && IsStranger(claim, words, family);
        if (named.IsEmpty && kin is null && !isStranger)
        {
            return null;
        }

        return family.SenderIsThePatient && IsCalledOwn(words, named, family, text)
            ? null
            : new Finding(
                FindingKind.SomeoneElse,
                claim.Source == NameSource.FileName ? "file-names-another" : "picture-names-another",
                claim.Expression,
                "What is attached seems to be named after somebody else.")
            {
                OtherCharts = named.IsEmpty && kin is not null ? kin.Value : named,
            };
    }

    private static ImmutableArray<PatientId> NamedIn(IReadOnlyList<NameWord> words, Family family) =>
    [
        .. family.Others.Where(other => words.Index().Any(word =>
                !family.IsPatient(word.Item.Spelling) && Family.IsCalled(other.Chart, word.Item.Spelling) && IsName(words, word.Index, other.Chart)))
            .Select(other => other.Chart.Id).Distinct(),
    ];

    // Will, Grace and May are words too: they are a name beside the family name, alone, or with a capital at the start.
    private static bool IsName(IReadOnlyList<NameWord> words, int at, ChartFacts chart)
    {
        var word = words[at];
        if (!SubjectLexicon.English.CommonWords.Contains(word.Spelling))
        {
            return true;
        }

        if (IsFamilyName(words, at + 1, chart) || IsFamilyName(words, at - 1, chart))
        {
            return true;
        }

        var next = at + 1 < words.Count ? words[at + 1].Spelling : string.Empty;
        var isMonth = Months.Contains(word.Spelling) && (word.IsBeforeNumber || word.IsAfterNumber || Dated.Contains(next));
        return !isMonth && (words.Count == 1 || (at == 0 && word.IsCapitalised));
    }

    private static bool IsFamilyName(IReadOnlyList<NameWord> words, int at, ChartFacts chart) =>
        at >= 0 && at < words.Count && chart.Names.Any(name => name.Family is { } family && NameMatch.Plain(family).Split(' ').Contains(NameMatch.Plain(words[at].Spelling)));

    /// <summary>The charts of a relative of the writer's, perhaps none; null if no relative is spoken of, or it is the chart's patient.</summary>
    private static ImmutableArray<PatientId>? KinIn(IReadOnlyList<NameWord> words, Family family)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var next = at + 1 < words.Count ? words[at + 1].Spelling : string.Empty;
            if (words[at].Spelling.Length >= 3 && KinOf(words[at].Spelling) is { } kin && !(kin is "baby" or "child" or "twins" && NoChildBefore.Contains(next)))
            {
                return family.IsThePatient(kin) ? null : family.ChartsOf(kin);
            }
        }

        return null;
    }

    private static string? KinOf(string word)
    {
        foreach (var lexicon in (ReadOnlySpan<SubjectLexicon>)[SubjectLexicon.English, SubjectLexicon.Spanish])
        {
            using var tokens = Tokenizer.Read(word.ToLowerInvariant(), lexicon.Words);
            if (tokens.Count == 1 && lexicon.KinAt(tokens.Tokens, 0) is { } found
                && found.Kin.Relationship is not ("friend" or "professional" or "pet" or "relative" or "family" or "partner"))
            {
                return found.Kin.Relationship;
            }
        }

        return null;
    }

    /// <summary>
    /// A given name that is nobody's on record, beside the patient's family name ("emma-smith-form"), or as the one shown in a picture. Other names
    /// in file names are as often streets, schools and shoes.
    /// </summary>
    private static bool IsStranger(NameClaim claim, IReadOnlyList<NameWord> words, Family family) => words.Index().Any(word =>
        IsGivenName(word.Item.Spelling) && !family.IsLikePatient(word.Item.Spelling)
        && (claim.Source == NameSource.Shown || IsFamilyName(words, word.Index + 1, family.Chart) || IsFamilyName(words, word.Index - 1, family.Chart)));

    private static bool IsGivenName(string word)
    {
        using var tokens = Tokenizer.Read(word, SubjectLexicon.English.Words);
        return tokens.Count == 1 && tokens.Tokens[0].Is(WordTags.FemaleName | WordTags.MaleName);
    }

    /// <summary>The text says of the very thing that the file is named for that it is the writer's: "my rash" beside Johnny_rash.jpg.</summary>
    private static bool IsCalledOwn(IReadOnlyList<NameWord> words, ImmutableArray<PatientId> named, Family family, string text) => words.Any(word =>
        word.Spelling.Length >= 4 && !family.Others.Any(other => named.Contains(other.Chart.Id) && Family.IsCalled(other.Chart, word.Spelling)) && KinOf(word.Spelling) is null
        && (text.Contains($"my {word.Spelling}", StringComparison.OrdinalIgnoreCase) || text.Contains($"mi {word.Spelling}", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The chart's patient, and the people for whom the sender may act.</summary>
    private sealed class Family(ChartFacts chart, PersonFacts? sender)
    {
        public ChartFacts Chart => chart;

        public ImmutableArray<ProxiedChart> Others { get; } = [.. (sender?.ProxiedCharts ?? []).Where(proxied => proxied.Chart.Id != chart.Id)];

        public bool SenderIsThePatient { get; } = sender is null || sender.OwnChart == chart.Id;

        public bool IsPatient(string word) => IsCalled(chart, word);

        /// <summary>Also with a slip: "Suzie" in Susie's chart.</summary>
        public bool IsLikePatient(string word) => IsPatient(word)
            || chart.Names.Any(name => name.Given.Any(given => given.Length > 2 && word.Length > 2 && NameMatch.Plain(given)[..2] == NameMatch.Plain(word).PadRight(2)[..2]));

        public static bool IsCalled(ChartFacts who, string word) => word.Length > 2
            && who.Names.Any(name => name.Given.Any(given => given.Length > 2 && (NameMatch.IsGiven(word, given)
                || (word.EndsWith('s') && word.Length > 3 && NameMatch.IsGiven(word[..^1], given)))));

        public bool IsThePatient(string kin) =>
            !SenderIsThePatient && sender!.ProxiedCharts.FirstOrDefault(proxied => proxied.Chart.Id == chart.Id) is { } own && Kinship.MayBe(kin, RelationshipOf(own));

        public ImmutableArray<PatientId> ChartsOf(string kin) =>
            [.. Others.Where(other => RelationshipOf(other) is not "relative" and var relationship && Kinship.MayBe(kin, relationship)).Select(other => other.Chart.Id)];

        private static string RelationshipOf(ProxiedChart proxied) => Kinship.OfProxied(
            proxied.Grant.Relationships.FirstOrDefault() ?? string.Empty,
            proxied.Chart.Gender switch { "female" => Sex.Female, "male" => Sex.Male, _ => Sex.Unknown });
    }
}
