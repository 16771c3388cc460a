using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>One key of the order of results; the first of several decides first.</summary>
/// <param name="By">The parameter; null for the date of the type, which is also the default.</param>
/// <param name="IsDescending">Largest, or newest, first.</param>
internal readonly record struct OrderKey(SearchDefinition? By, bool IsDescending)
{
    public const int Most = 3;

    /// <summary>Newest first, when nothing else is asked for.</summary>
    public static readonly OrderKey Newest = new(null, IsDescending: true);

    /// <summary>Compared as text; else as an instant.</summary>
    public bool IsText => By is { Kind: not SearchParamType.Date };

    public static bool TryParse(string type, string text, out OrderKey key)
    {
        var isDescending = text.StartsWith('-');
        var definition = SearchParameters.Find(type, isDescending ? text[1..] : text);
        key = new OrderKey(definition is { IsMainDate: true } ? null : definition, isDescending);
        return definition is { IsSortable: true };
    }
}
