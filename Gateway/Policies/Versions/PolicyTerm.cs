namespace Gateway.Policies.Versions;

/// <summary>When a version is in force.</summary>
/// <param name="Number">Which version.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it; null if only another version ends it.</param>
/// <param name="AtOnce">It was in force from its activation on. Whoever sees it knows that, whatever their own clock says.</param>
internal readonly record struct PolicyTerm(int Number, DateTimeOffset From, DateTimeOffset? Until, bool AtOnce)
{
    public bool HasBegun(DateTimeOffset now) => AtOnce || From <= now;

    public bool HasEnded(DateTimeOffset now) => Until <= now;
}
