using Gateway.Access;

namespace Gateway.SignIn.Systems;

/// <summary>A scope that a system may have: <c>system/Type.rights</c>, perhaps narrowed by search parameters.</summary>
/// <param name="Type">The resource type, or <c>*</c>.</param>
/// <param name="Rights">What it lets its bearer do.</param>
/// <param name="Query">The search parameters after the question mark; none if it is not narrowed.</param>
internal sealed record SystemScope(string Type, ScopeRights Rights, string? Query)
{
    public static SystemScope? Parse(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var (plain, query) = mark < 0 ? (text, null) : (text[..mark], text[(mark + 1)..]);
        return query != string.Empty && SmartScope.TryParse(plain, out var scope) && scope.Level == ScopeLevel.System
            && (scope.Type == "*" || (scope.Type.Length > 0 && scope.Type.All(char.IsAsciiLetter)))
            ? new SystemScope(scope.Type, scope.Rights, query)
            : null;
    }

    /// <summary>What both allow; null if that is nothing, or cannot be told.</summary>
    public SystemScope? And(SystemScope other)
    {
        var type = Type == "*" ? other.Type : Type;
        var rights = Rights & other.Rights;
        var areNarrowedApart = Query is not null && other.Query is not null && Query != other.Query;
        return rights == ScopeRights.None || areNarrowedApart || (other.Type != "*" && other.Type != type)
            ? null
            : new SystemScope(type, rights, Query ?? other.Query);
    }

    public override string ToString() => $"system/{Type}.{Letters()}{(Query is null ? string.Empty : $"?{Query}")}";

    private string Letters() => string.Concat(
        "cruds".Where((_, place) => Rights.HasFlag((ScopeRights)(1 << place))));
}
