namespace Gateway.Access;

/// <summary>Whose data a scope is about (SMART App Launch 2.2, scopes).</summary>
internal enum ScopeLevel
{
    Patient,
    User,
    System,
}

/// <summary>What a scope lets its bearer do: version 2's letters c, r, u, d, s.</summary>
[Flags]
internal enum ScopeRights
{
    None = 0,
    Create = 1,
    Read = 2,
    Update = 4,
    Delete = 8,
    Search = 16,
    All = Create | Read | Update | Delete | Search,
}

/// <summary>One SMART resource scope, version 1 (<c>patient/Communication.read</c>) or 2 (<c>patient/Communication.crs</c>).</summary>
internal readonly record struct SmartScope(ScopeLevel Level, string Type, ScopeRights Rights)
{
    private const string RightLetters = "cruds";

    public bool Allows(ScopeLevel level, string type, ScopeRights right) =>
        Level == level && (Type == "*" || Type == type) && (Rights & right) == right;

    /// <summary>
    /// Parses a scope; false for one that is no resource scope, or that this server cannot evaluate.
    /// A scope with search parameters narrows what it grants: as long as the narrowing is not evaluated it must grant nothing.
    /// </summary>
    public static bool TryParse(string text, out SmartScope scope)
    {
        scope = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var dot = text.LastIndexOf('.');
        if (slash < 0 || dot < slash + 2 || !TryLevel(text.AsSpan(0, slash), out var level))
        {
            return false;
        }

        var rights = RightsOf(text.AsSpan(dot + 1));
        scope = new SmartScope(level, text[(slash + 1)..dot], rights);
        return rights != ScopeRights.None;
    }

    private static bool TryLevel(ReadOnlySpan<char> text, out ScopeLevel level)
    {
        (var known, level) = text switch
        {
            "patient" => (true, ScopeLevel.Patient),
            "user" => (true, ScopeLevel.User),
            "system" => (true, ScopeLevel.System),
            _ => (false, default),
        };
        return known;
    }

    private static ScopeRights RightsOf(ReadOnlySpan<char> text) => text switch
    {
        "read" => ScopeRights.Read | ScopeRights.Search,
        "write" => ScopeRights.Create | ScopeRights.Update | ScopeRights.Delete,
        "*" => ScopeRights.All,
        _ => RightsOfLetters(text),
    };

    // The letters must come in this order; ".dus" is undefined and grants nothing (SMART 2.2).
    private static ScopeRights RightsOfLetters(ReadOnlySpan<char> text)
    {
        var rights = ScopeRights.None;
        var last = -1;
        foreach (var letter in text)
        {
            var place = RightLetters.IndexOf(letter, StringComparison.Ordinal);
            if (place <= last)
            {
                return ScopeRights.None;
            }

            rights |= (ScopeRights)(1 << place);
            last = place;
        }

        return rights;
    }
}
