namespace Gateway.Sufficiency;

/// <summary>Finds what is wrong with the rules on missing details before they take effect. Pure.</summary>
internal static class SufficiencyFaults
{
    private const int MostAtOnce = 5;

    /// <summary>Sentences for whoever wrote the policy, each with the place.</summary>
    public static IEnumerable<string> In(SufficiencyRules rules)
    {
        if (rules.Most is < 0 or > MostAtOnce)
        {
            yield return $"sufficiency.most: between 0 and {MostAtOnce}; who is asked more at once answers nothing.";
        }

        if (rules.LongFromWords < 1)
        {
            yield return "sufficiency.longFromWords: at least 1.";
        }
    }
}
