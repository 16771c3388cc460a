namespace Sandbox.Ehr.Access;

/// <summary>How much of one type a caller may touch.</summary>
internal abstract record Reach
{
    private Reach()
    {
    }

    /// <summary>Whether it reaches something in that chart; what is in no chart (clinicians, pools) is open to every reach but none.</summary>
    public bool Covers(string? chart) => this switch
    {
        Everything => true,
        Chart own => chart is null || chart == own.Patient,
        _ => false,
    };

    /// <summary>Whether it reaches a message about that subject; a message about nobody is in no patient's reach.</summary>
    public bool CoversMessage(string? subject) => this switch
    {
        Everything => true,
        Chart own => subject == "Patient/" + own.Patient,
        _ => false,
    };

    /// <summary>No scope allows it.</summary>
    public sealed record Nothing : Reach;

    /// <summary>One patient's chart.</summary>
    public sealed record Chart(string Patient) : Reach;

    /// <summary>All charts.</summary>
    public sealed record Everything : Reach;
}
