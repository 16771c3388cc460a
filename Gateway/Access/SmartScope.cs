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

/// <summary>One SMART resource scope, version 1 (<c>patient/Communication.read</c>) or 2 (<c>patient/Communication.crs?category=…</c>).</summary>
/// <param name="Level">Whose data.</param>
/// <param name="Type">The resource type, or <c>*</c> for all.</param>
/// <param name="Rights">What may be done.</param>
/// <param name="Only">What a resource must be for the scope to hold; null for a scope that is not narrowed.</param>
internal readonly record struct SmartScope(ScopeLevel Level, string Type, ScopeRights Rights, ScopeCriteria? Only = null)
{
    private const string RightLetters = "cruds";
    private const string AnyType = "*";

    public bool Allows(ScopeLevel level, string type, ScopeRights right) =>
        Level == level && Allows(type, right);

    public bool Allows(string type, ScopeRights right) => (Type == AnyType || Type == type) && (Rights & right) == right;

    /// <summary>The scope in the words of version 2.</summary>
    public override string ToString()
    {
        var rights = Rights;
        var level = Level switch
        {
            ScopeLevel.Patient => "patient",
            ScopeLevel.User => "user",
            ScopeLevel.System => "system",
        };
        var letters = string.Concat(RightLetters.Where((_, place) => rights.HasFlag((ScopeRights)(1 << place))));
        return $"{level}/{Type}.{letters}{(Only is { } only ? $"?{only.Query}" : string.Empty)}";
    }

    /// <summary>Parses a scope; false for one that is no resource scope.</summary>
    public static bool TryParse(string text, out SmartScope scope)
    {
        scope = default;
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var plain = question < 0 ? text : text[..question];
        var slash = plain.IndexOf('/', StringComparison.Ordinal);
        var dot = plain.LastIndexOf('.');
        if (slash < 0 || dot < slash + 2 || !TryLevel(plain.AsSpan(0, slash), out var level))
        {
            return false;
        }

        // Only version 2 has search parameters, and a narrowing that says nothing cannot be understood: neither may grant anything.
        var letters = plain.AsSpan(dot + 1);
        var rights = question < 0 ? RightsOf(letters) : question == text.Length - 1 ? ScopeRights.None : RightsOfLetters(letters);
        scope = new SmartScope(level, plain[(slash + 1)..dot], rights, question < 0 ? null : new ScopeCriteria(text[(question + 1)..]));
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
