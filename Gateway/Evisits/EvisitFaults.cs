using System.Collections.Immutable;

namespace Gateway.Evisits;

/// <summary>What is wrong with rules of online visits that can be read: where, as a JSON Pointer, and a sentence.</summary>
internal static class EvisitFaults
{
    public static IEnumerable<(string Pointer, string Sentence)> In(EvisitRules rules) =>
    [
        .. rules.Families.Index().SelectMany(family => OfLevels(family.Item.Levels, $"/evisits/families/{family.Index}/levels")),
        .. rules.Offered ? OfOffer(rules) : [],
    ];

    private static IEnumerable<(string Pointer, string Sentence)> OfOffer(EvisitRules rules)
    {
        if (rules.Consent is null)
        {
            yield return ("/evisits/consent", "Nobody is billed without consent: say what patients agree to.");
        }

        if (rules.Notice.IsEmpty)
        {
            yield return ("/evisits/notice", "Patients must know before they write that it may be billed: say so.");
        }

        if (rules.Families.All(family => family.Performers.IsEmpty))
        {
            yield return ("/evisits/families", "Nobody would report anything: name the performers of a family.");
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> OfLevels(ImmutableArray<CodeLevel> levels, string pointer) =>
        levels.Zip(levels.Skip(1)).Any(pair => pair.First.FromMinutes >= pair.Second.FromMinutes)
            ? [(pointer, "The levels stand in the order of their minutes, the least first.")]
            : [];
}
