namespace Load.Chaos;

/// <summary>What a stretch of the run is like.</summary>
internal enum PeriodKind
{
    /// <summary>Nothing goes wrong: what the others are held against.</summary>
    Calm,

    /// <summary>Creates in some charts fail, and nothing else.</summary>
    ChartFaults,

    /// <summary>The EHR fails in every way in turn, replicas are killed, the store's server crashes.</summary>
    Storm,

    /// <summary>What was held up comes through.</summary>
    Recovery,
}
