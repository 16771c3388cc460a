namespace Gateway.Text;

/// <summary>Picks the language that people are spoken to in.</summary>
internal static class LanguageChoice
{
    /// <summary>The first wanted language that is known; <c>es-MX</c> is served by <c>es</c> where there is nothing nearer. Null if none is.</summary>
    /// <param name="wanted">Tags as in BCP 47, most wanted first.</param>
    /// <param name="known">The languages there are sentences in.</param>
    public static string? Of(IEnumerable<string> wanted, IEnumerable<string> known)
    {
        foreach (var asked in wanted)
        {
            for (var tag = asked; tag.Length > 0; tag = tag[..Math.Max(tag.LastIndexOf('-'), 0)])
            {
                if (known.FirstOrDefault(language => language.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } language)
                {
                    return language;
                }
            }
        }

        return null;
    }
}
