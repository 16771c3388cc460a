using Gateway.Subjects;
using Gateway.Subjects.Weighing;
using Gateway.Tests.Corpus;

namespace Fit;

/// <summary>A message of the corpus and the candidates that the gateway finds in it.</summary>
internal sealed class Example
{
    /// <summary>Files whose messages are as people ordinarily write; the others are written to be hard.</summary>
    private static readonly string[] Ordinary = ["everyday", "public"];

    private Example(LabelledMessage message, IReadOnlyList<Candidate> candidates, NarrativeVerdict rules)
    {
        (Message, Candidates, Rules) = (message, candidates, rules);
    }

    public LabelledMessage Message { get; }

    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>What the rules say alone.</summary>
    public NarrativeVerdict Rules { get; }

    /// <summary>What stands by the mentions, of each candidate.</summary>
    public required IReadOnlyList<IReadOnlySet<string>> Neighbours { get; init; }

    public bool IsOrdinary => Message.Phenomena.Any(Ordinary.Contains);

    public static Example Of(LabelledMessage message, IReadOnlyDictionary<string, Household> households)
    {
        var household = households[message.Family];
        var facts = household.FactsFor(message.Chart);
        var (rules, candidates) = NarrativeReader.Weigh(message.Text, facts);
        return new Example(message, candidates, rules)
        {
            Meant = MeantBy(message, household, candidates),
            Neighbours = NarrativeReader.Neighbours(message.Text, facts),
        };
    }

    /// <summary>The candidates whom the label means; the last one, whom nobody mentions, where it means none of the others.</summary>
    public required IReadOnlySet<Candidate> Meant { get; init; }

    private static HashSet<Candidate> MeantBy(LabelledMessage message, Household household, IReadOnlyList<Candidate> candidates)
    {
        if (!message.IsMisdirected)
        {
            return [];
        }

        string[] relationships =
        [
            .. message.Relationship is { } said ? [Fold(said)] : (string[])[],
            .. message.Relationship is null ? message.About.Select(id => household.Find(id)?.Is).OfType<string>().Select(Fold) : [],
        ];
        var mentioned = candidates.Where(candidate => candidate.Who is not null).ToList();
        var meant = mentioned.Where(candidate => IsNamed(candidate, message) || relationships.Contains(Fold(RelationshipOf(candidate)))).ToHashSet();
        if (meant.Count == 0)
        {
            meant.UnionWith(mentioned.Where(candidate => relationships.Any(relationship => MayBe(RelationshipOf(candidate), relationship))).Take(1));
        }

        if (meant.Count == 0)
        {
            meant.UnionWith(mentioned.Where(candidate => RelationshipOf(candidate) is "unknown" or "relative").Take(1));
        }

        return meant.Count > 0 ? meant : [candidates[^1]];
    }

    private static bool IsNamed(Candidate candidate, LabelledMessage message) =>
        candidate.Who?.Named is { } chart && message.About.Contains(chart.Value);

    private static string RelationshipOf(Candidate candidate) => candidate.Who!.Role is PersonRole.Writer ? "self" : candidate.Who.Relationship;

    private static bool MayBe(string one, string other) => Kinship.MayBe(one, other) || Kinship.MayBe(other, one);

    private static string Fold(string relationship) => SubjectLexicon.English.RelationshipOf(relationship.Replace('_', ' '));
}
