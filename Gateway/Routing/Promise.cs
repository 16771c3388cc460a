namespace Gateway.Routing;

/// <summary>A time in which something is promised: minutes as they pass, business hours, or until business ends so many business days later. One of them.</summary>
internal sealed record Promise
{
    private const int MostMinutes = 100_000;
    private const int MostHours = 2000;
    private const int MostDays = 200;

    public int? Minutes { get; init; }

    public int? BusinessHours { get; init; }

    public int? BusinessDays { get; init; }

    /// <summary>Exactly one is given, and it is sensible.</summary>
    public bool IsSensible => (Minutes, BusinessHours, BusinessDays) switch
    {
        ({ } minutes, null, null) => minutes is > 0 and <= MostMinutes,
        (null, { } hours, null) => hours is > 0 and <= MostHours,
        (null, null, { } days) => days is >= 0 and <= MostDays,
        _ => false,
    };
}
