namespace Gateway.Search.Criteria;

/// <summary>How a date is compared (R4 search.html, prefixes).</summary>
internal enum DatePrefix
{
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    StartsAfter,
    EndsBefore,
    Approximately,
}
