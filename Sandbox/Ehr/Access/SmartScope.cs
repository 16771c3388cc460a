using System.Text.RegularExpressions;

namespace Sandbox.Ehr.Access;

/// <summary>A SMART scope that this EHR can judge.</summary>
/// <param name="Context"><c>patient</c>, <c>user</c> or <c>system</c>.</param>
/// <param name="Type">A resource type, or <c>*</c>.</param>
/// <param name="Permissions">Letters of <c>cruds</c>.</param>
internal sealed partial record SmartScope(string Context, string Type, string Permissions)
{
    /// <summary>Null for anything else: a scope with a query, or in a wrong order, grants nothing rather than too much.</summary>
    public static SmartScope? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new SmartScope(match.Groups["context"].Value, match.Groups["type"].Value, Letters(match.Groups["what"].Value))
            : null;
    }

    public static IReadOnlyList<SmartScope> ParseAll(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<SmartScope>()];

    public bool Permits(string type, char permission) =>
        (Type == "*" || Type == type) && Permissions.Contains(permission, StringComparison.Ordinal);

    /// <summary>SMART v1's words mean sets of v2's letters.</summary>
    private static string Letters(string what) => what switch
    {
        "read" => "rs",
        "write" => "cud",
        "*" => "cruds",
        _ => what,
    };

    [GeneratedRegex(@"^(?<context>patient|user|system)/(?<type>\*|[A-Z][A-Za-z]+)\.(?<what>read|write|\*|(?=[cruds])c?r?u?d?s?)$")]
    private static partial Regex Pattern();
}
