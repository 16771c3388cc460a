using System.Collections.Immutable;

namespace Gateway.Access;

/// <summary>A caller with what is theirs: the charts they work in, and every id that is the same human's.</summary>
/// <param name="Caller">Who calls; its chart is the surviving one.</param>
/// <param name="Identities">The person behind the caller, as <c>Type/id</c>, under each of their ids.</param>
internal sealed record Reader(Caller Caller, IReadOnlyList<string> Identities)
{
    /// <summary>The languages that the person reads, most wanted first, as the request says.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>The chart that <c>patient/</c> scopes reach; none without a launch that is the person's to make.</summary>
    public string? LaunchChart { get; init; }

    /// <summary>The charts that <c>user/</c> scopes reach.</summary>
    public ImmutableArray<string> Charts { get; init; } = [];

    /// <summary>Whether a chart is the caller's in any way.</summary>
    public bool Reaches(string chart) => Charts.Contains(chart)
        || (Caller is { IsOperator: false, IsAuditor: false } && Caller.Scopes.Any(scope => scope.Level is ScopeLevel.System));

    /// <summary>Puts a caller into the charts that the policy opened.</summary>
    public static Reader In(Compartment.Open open, Caller caller, IReadOnlyList<string> identities) => new(caller, identities)
    {
        LaunchChart = open.Launch?.Value,
        Charts = [.. open.Charts.Select(chart => chart.Value)],
    };

    /// <summary>The charts that the caller's scopes for something reach, besides those of <c>system/</c> scopes, which reach all.</summary>
    public IReadOnlyList<string> ChartsFor(string type, ScopeRights right) =>
        Caller.Allows(ScopeLevel.User, type, right) ? Charts
        : LaunchChart is { } chart && Caller.Allows(ScopeLevel.Patient, type, right) ? [chart]
        : [];
}
