namespace Gateway.Engagement;

/// <summary>Finds what is wrong with the rules of engagement before they take effect. Pure.</summary>
internal static class EngagementFaults
{
    private const int ShortestLimit = 100;

    /// <summary>Sentences for whoever wrote the policy, each with the place.</summary>
    public static IEnumerable<string> In(EngagementRules rules)
    {
        if (rules.Notice.IsEmpty || rules.Notice.Values.Any(string.IsNullOrWhiteSpace))
        {
            yield return "engagement.notice: a notice is needed in one language at least, and none may be blank.";
        }

        if (rules.MostCharacters < ShortestLimit)
        {
            yield return $"engagement.mostCharacters: fewer than {ShortestLimit} characters leave no room to say what is wrong.";
        }

        if (rules.Agreement is not { } agreement)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(agreement.Version))
        {
            yield return "engagement.agreement.version: an agreement needs a version, because signatures cite it.";
        }

        if (agreement.Texts.IsEmpty)
        {
            yield return "engagement.agreement.texts: the text is needed in one language at least.";
        }

        foreach (var (language, text) in agreement.Texts.Where(text => string.IsNullOrWhiteSpace(text.Value.Title) || text.Value.Address is not { IsAbsoluteUri: true, Scheme: "https" or "http" }))
        {
            yield return $"engagement.agreement.texts.{language}: a title and an absolute web address are needed.";
        }
    }
}
