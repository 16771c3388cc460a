using System.Globalization;
using Gateway.Search.Definitions;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Search;

/// <summary>Search as its definition reads: the parameter's FHIRPath by the SDK's evaluator, then the values one by one. Slow and plain.</summary>
internal static class NaiveSearch
{
    public static IReadOnlyList<Base> Elements(Resource resource, SearchDefinition definition) =>
        [.. resource.Select(definition.Expression, new FhirEvaluationContext { ElementResolver = Resolve }).OfType<Base>()];

    public static bool IsMissing(Resource resource, SearchDefinition definition) => Elements(resource, definition).Count == 0;

    /// <summary>Values by which the element is found, as a client would write them.</summary>
    public static IEnumerable<string> ValuesOf(Base element, SearchParamType kind) => (kind, element) switch
    {
        (SearchParamType.Token, CodeableConcept concept) => concept.Coding.SelectMany(coding => ValuesOf(coding, kind)),
        (SearchParamType.Token, Coding { Code: { } code, System: { } system }) => [code, $"{system}|{code}", $"{system}|"],
        (SearchParamType.Token, Coding { Code: null, System: { } system }) => [$"{system}|"],
        (SearchParamType.Token, Coding { Code: { } code }) => [code, $"|{code}"],
        (SearchParamType.Token, Identifier { Value: { } value, System: { } system }) => [Escape(value), $"{system}|{Escape(value)}"],
        (SearchParamType.Token, Identifier { Value: { } value }) => [Escape(value), $"|{Escape(value)}"],
        (SearchParamType.Token, ContactPoint { Value: { } value }) => [Escape(value)],
        (SearchParamType.Token, FhirBoolean { Value: { } value }) => [value ? "true" : "false"],
        (SearchParamType.Token, PrimitiveType { JsonValue: string text }) => [Escape(text)],
        (SearchParamType.Reference, ResourceReference { Reference: { } reference }) when reference[0] != '#' => [reference.Split("/_history/")[0]],
        (SearchParamType.Reference, Canonical { Value: { } canonical }) => [Escape(canonical), canonical.Split('|')[0]],
        (SearchParamType.Date, PrimitiveType { JsonValue: string text }) => [text, $"ge{text}", $"le{text}", $"ap{text}"],
        (SearchParamType.Date, Period { Start: { } start }) => [$"ge{start}"],
        (SearchParamType.String, PrimitiveType { JsonValue: string text }) => [Escape(text), Escape(text[..2].ToUpperInvariant())],
        (SearchParamType.Uri, Canonical { Value: { } canonical }) => [Escape(canonical), canonical.Split('|')[0]],
        (SearchParamType.Uri, PrimitiveType { JsonValue: string text }) => [Escape(text)],
        _ => [],
    };

    public static bool Matches(Resource resource, SearchDefinition definition, string prefix, string value) =>
        Elements(resource, definition).Any(element => Matches(element, definition.Kind, prefix, value));

    /// <summary>From the first instant that a date can mean to the first after it.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) RangeOf(string date)
    {
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        for (var i = 0; i < forms.Length; i++)
        {
            if (DateTime.TryParseExact(date, forms[i], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day))
            {
                return (day, i switch { 0 => day.AddYears(1), 1 => day.AddMonths(1), _ => day.AddDays(1) });
            }
        }

        var instant = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        return (instant, date.Contains('.', StringComparison.Ordinal) ? instant.AddMilliseconds(1) : instant.AddSeconds(1));
    }

    private static bool Matches(Base element, SearchParamType kind, string prefix, string value) => kind switch
    {
        SearchParamType.Date => MatchesDate(element, prefix, value),
        SearchParamType.Reference when element is ResourceReference reference => reference.Reference is { } text && Relative(text) == Relative(value),
        SearchParamType.String => element is PrimitiveType { JsonValue: string text } && Plain(text).StartsWith(Plain(Unescape(value)), StringComparison.Ordinal),
        _ => ValuesOf(element, kind).Contains(value),
    };

    private static bool MatchesDate(Base element, string prefix, string value)
    {
        var (from, until) = element switch
        {
            PrimitiveType { JsonValue: string text } => RangeOf(text),
            Period { Start: null, End: null } => (DateTimeOffset.MaxValue, DateTimeOffset.MinValue),
            Period period => (period.Start is null ? DateTimeOffset.MinValue : RangeOf(period.Start).From, period.End is null ? DateTimeOffset.MaxValue : RangeOf(period.End).Until),
            _ => (DateTimeOffset.MaxValue, DateTimeOffset.MinValue),
        };
        if (from > until)
        {
            return false;
        }

        var (low, high) = RangeOf(value);
        return prefix switch
        {
            "ne" => from < low || until > high,
            "gt" => until > high,
            "lt" => from < low,
            "ge" => until > high || from >= low,
            "le" => from < low || until <= high,
            "sa" => from >= high,
            "eb" => until <= low,
            _ => from >= low && until <= high,
        };
    }

    private static PocoNode? Resolve(string reference)
    {
        var parts = Relative(reference).Split('/');
        return parts.Length >= 2 && ModelInfo.GetTypeForFhirType(parts[^2]) is { } type && type.IsAssignableTo(typeof(Resource))
            ? ((Resource)Activator.CreateInstance(type)!).ToPocoNode(ModelInfo.ModelInspector)
            : null;
    }

    private static string Relative(string reference)
    {
        var known = SearchBed.Bases.FirstOrDefault(known => reference.StartsWith(known, StringComparison.Ordinal));
        return (known is null ? reference : reference[known.Length..]).Split("/_history/")[0];
    }

    private static string Plain(string text) => string.Join(' ', text.ToLowerInvariant().Replace('é', 'e').Replace('ä', 'a').Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal);

    private static string Unescape(string value) => value
        .Replace("\\,", ",", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal).Replace("\\$", "$", StringComparison.Ordinal);
}
