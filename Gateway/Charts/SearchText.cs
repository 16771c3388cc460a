namespace Gateway.Charts;

/// <summary>Values inside a FHIR search parameter, whose own separators are escaped with a backslash (R4 search.html, escaping).</summary>
internal static class SearchText
{
    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("$", "\\$", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal);
}
