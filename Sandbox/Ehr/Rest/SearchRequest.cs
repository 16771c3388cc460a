using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Sandbox.Ehr.Rest;

/// <summary>A search that has been understood completely; this EHR never ignores a parameter.</summary>
internal sealed record SearchRequest(string Type, IReadOnlyList<SearchCriterion> Criteria, int Count, PagePlace After, string SelfQuery)
{
    private const string LastUpdated = "_lastUpdated";

    public const int DefaultCount = 100;
    public const int LargestCount = 1000;

    /// <summary>In the order in which messages last changed, the longest unchanged first; without it, in that of filing.</summary>
    public bool ByUpdate { get; init; }

    /// <summary>The request, or everything that is wrong with it.</summary>
    public static (SearchRequest? Request, IReadOnlyList<EhrIssue> Issues) Parse(
        string type, string fhirBase, IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var issues = new List<EhrIssue>();
        var criteria = new List<SearchCriterion>();
        var count = DefaultCount;
        var (after, byUpdate) = (default(PagePlace), false);
        var self = new List<string>();
        foreach (var (name, text) in parameters.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))))
        {
            switch (name)
            {
                case "_format" or "_pretty":
                    break;
                case "_count" when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count):
                    count = Math.Min(count, LargestCount);
                    break;
                case "_sort" when type == "Communication" && text == LastUpdated:
                    byUpdate = true;
                    self.Add($"{name}={text}");
                    break;
                case "page" when PagePlace.TryParse(text, out after):
                    break;
                case "page":
                    issues.Add(new EhrIssue(EhrCode.ExpiredPaging, "invalid", "The page is not one that this server gave out."));
                    break;
                default:
                    AddCriterion(type, fhirBase, name, text, criteria, issues);
                    self.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(text)}");
                    break;
            }
        }

        return (issues.Count > 0 ? null : new SearchRequest(type, criteria, count, after, string.Join('&', self)) { ByUpdate = byUpdate }, issues);
    }

    private static void AddCriterion(
        string type, string fhirBase, string name, string text, List<SearchCriterion> criteria, List<EhrIssue> issues)
    {
        var parameter = SearchParameters.Of(type).FirstOrDefault(known => known.Name == name);
        if (parameter is null || text.Length == 0)
        {
            issues.Add(new EhrIssue(EhrCode.InvalidParameter, "invalid", $"{type} cannot be searched by '{name}' like that."));
            return;
        }

        var alternatives = text.Split(',').Select(wanted => Normal(parameter, fhirBase, wanted)).ToList();
        if (parameter.Kind == ParameterKind.Date
            && alternatives.Any(wanted => !DateSpan.TryParse(SearchCriterion.Dated(wanted).Date, out _)))
        {
            issues.Add(new EhrIssue(EhrCode.InvalidParameter, "invalid", $"The value of '{name}' is not a date."));
        }

        criteria.Add(new SearchCriterion(parameter, alternatives));
    }

    private static string Normal(SearchParameter parameter, string fhirBase, string wanted)
    {
        if (parameter.Kind != ParameterKind.Reference)
        {
            return wanted;
        }

        var relative = wanted.StartsWith(fhirBase + "/", StringComparison.Ordinal) ? wanted[(fhirBase.Length + 1)..] : wanted;
        return parameter.Name == "patient" && !relative.Contains('/', StringComparison.Ordinal) ? "Patient/" + relative : relative;
    }
}
