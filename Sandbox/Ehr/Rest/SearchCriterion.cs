using System.Text.RegularExpressions;

namespace Sandbox.Ehr.Rest;

/// <summary>One parameter of a search with its alternatives: any of them will do.</summary>
internal sealed partial record SearchCriterion(SearchParameter Parameter, IReadOnlyList<string> Alternatives)
{
    /// <summary>Splits a date such as <c>ge2026-01-01</c> into its prefix and what follows.</summary>
    public static (string Prefix, string Date) Dated(string text)
    {
        var match = DatePrefix().Match(text);
        return match.Success ? (match.Value, text[2..]) : ("eq", text);
    }

    public bool Matches(IReadOnlyList<string> values) =>
        Alternatives.Any(wanted => values.Any(value => Matches(wanted, value)));

    private bool Matches(string wanted, string value) => Parameter.Kind switch
    {
        ParameterKind.Token when wanted.EndsWith('|') => value.StartsWith(wanted, StringComparison.Ordinal),
        ParameterKind.Token when wanted.Contains('|', StringComparison.Ordinal) => value == wanted,
        ParameterKind.Token => value.EndsWith("|" + wanted, StringComparison.Ordinal),
        ParameterKind.Reference => value == wanted,
        ParameterKind.String => value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
        ParameterKind.Date => DateMatches(wanted, value),
    };

    private static bool DateMatches(string wanted, string value)
    {
        var (prefix, date) = Dated(wanted);
        return DateSpan.TryParse(date, out var span) && DateSpan.TryParse(value, out var actual) && span.Admits(prefix, actual.From);
    }

    [GeneratedRegex("^(eq|ne|gt|ge|lt|le|sa|eb)(?=[0-9])")]
    private static partial Regex DatePrefix();
}
