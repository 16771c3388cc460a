namespace Load.Chaos;

/// <summary>A stretch of the run, counted from its start.</summary>
internal readonly record struct Period(PeriodKind Kind, TimeSpan From, TimeSpan To)
{
    public TimeSpan Middle => From + ((To - From) / 2);

    public bool Holds(TimeSpan instant) => instant >= From && instant < To;
}
