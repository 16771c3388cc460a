namespace Gateway.SignIn.Systems;

/// <summary>Which of the scopes that a system asks for it gets: what its registration allows, and never more. Pure.</summary>
internal static class ScopeGrantPolicy
{
    /// <summary>The gateway's own scopes, such as <c>gateway/operate</c>.</summary>
    private const string OwnLevel = "gateway/";

    /// <summary>The scopes granted, separated by blanks; empty if none is left.</summary>
    public static string Grant(string asked, IReadOnlyCollection<string> registered)
    {
        SystemScope[] allowed = [.. registered.Select(SystemScope.Parse).OfType<SystemScope>()];
        return string.Join(' ', asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(scope => Grant(scope, allowed, registered)).Distinct());
    }

    /// <summary>Scopes that can be registered for a system.</summary>
    public static bool CanBeRegistered(string scope) =>
        SystemScope.Parse(scope) is not null
        || (scope.StartsWith(OwnLevel, StringComparison.Ordinal) && scope.Length > OwnLevel.Length && scope[OwnLevel.Length..].All(char.IsAsciiLetterLower));

    private static IEnumerable<string> Grant(string asked, SystemScope[] allowed, IReadOnlyCollection<string> registered)
    {
        if (SystemScope.Parse(asked) is not { } scope)
        {
            return asked.StartsWith(OwnLevel, StringComparison.Ordinal) && registered.Contains(asked) ? [asked] : [];
        }

        // What is granted whole is answered as it was asked for: version 1 stays version 1.
        SystemScope[] left = [.. allowed.Select(scope.And).OfType<SystemScope>()];
        return left.Contains(scope) ? [asked] : left.Select(part => part.ToString());
    }
}
