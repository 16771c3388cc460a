using Gateway.Search.Definitions;
using Gateway.Search.Indexing;

namespace Gateway.Search.Criteria;

/// <summary>Reads the values of string and uri parameters.</summary>
internal static class TextCriteria
{
    public static ParsedCriterion ParseString(SearchDefinition definition, string name, string? modifier, List<string> parts) => modifier switch
    {
        null => ParsedCriterion.Of(Of(definition.Number, TextMatch.StartsWith, parts)),
        "contains" => ParsedCriterion.Of(Of(definition.Number, TextMatch.Contains, parts)),
        "exact" => ParsedCriterion.Of(Of(definition.Number, TextMatch.Exact, parts)),
        _ => ParsedCriterion.UnknownModifier(name),
    };

    public static ParsedCriterion ParseUri(SearchDefinition definition, string name, string? modifier, List<string> parts)
    {
        if (parts.Exists(part => part.Any(char.IsWhiteSpace)))
        {
            return ParsedCriterion.WrongValue(name, "a uri");
        }

        return modifier switch
        {
            null => ParsedCriterion.Of(Of(definition.Number, TextMatch.Uri, parts)),
            "below" => ParsedCriterion.Of(Of(definition.Number, TextMatch.UriBelow, parts)),
            "above" => ParsedCriterion.Of(Of(definition.Number, TextMatch.Uri, parts.SelectMany(Above))),
            _ => ParsedCriterion.UnknownModifier(name),
        };
    }

    /// <summary>A condition on texts, in the form in which the entries hold them.</summary>
    public static Criterion Of(int number, TextMatch match, IEnumerable<string> parts) =>
        new Criterion.ByText(number, match, [.. parts.Select(part => Stored(match, SearchValue.Unescape(part))).Distinct()]);

    private static string Stored(TextMatch match, string text) => match switch
    {
        TextMatch.StartsWith or TextMatch.Contains => TextForm.Visible(TextForm.Fold(text)),
        TextMatch.Exact => text,
        TextMatch.Uri => TextForm.Cut(text),
        TextMatch.UriBelow => TextForm.Visible(text.TrimEnd('/')),
    };

    // http://a/b/c, http://a/b, http://a: the uri and what its path goes on from.
    private static IEnumerable<string> Above(string uri)
    {
        var authority = uri.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + "://".Length : 0;
        for (var above = uri; ; above = above[..above.LastIndexOf('/')])
        {
            yield return above;
            if (above.LastIndexOf('/') <= authority)
            {
                yield break;
            }
        }
    }
}
