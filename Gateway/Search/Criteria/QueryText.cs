namespace Gateway.Search.Criteria;

/// <summary>Name and value pairs as the query string of a link, readable where the syntax of URIs allows.</summary>
internal static class QueryText
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"));

    /// <summary>The pairs of a query string as a condition header carries it: <c>[Type]?name=value&amp;…</c>, with or without what precedes the question mark.</summary>
    public static List<KeyValuePair<string, string>> Parse(string text)
    {
        var query = text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..];
        return [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0
                ? new KeyValuePair<string, string>(Unescape(pair), string.Empty)
                : new KeyValuePair<string, string>(Unescape(pair[..equals]), Unescape(pair[(equals + 1)..]));
        })];
    }

    private static string Escape(string text) => Uri.EscapeDataString(text)
        .Replace("%2C", ",", StringComparison.Ordinal)
        .Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%2F", "/", StringComparison.Ordinal);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
