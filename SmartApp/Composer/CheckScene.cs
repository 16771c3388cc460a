using SmartApp.Charts;

namespace SmartApp.Composer;

/// <summary>What is shown about a message that is being written.</summary>
/// <param name="Step">What comes next.</param>
/// <param name="Check">What the gateway said of it.</param>
/// <param name="Chart">The chart it is for.</param>
internal sealed record CheckScene(NextStep Step, CheckResult Check, MyChart Chart)
{
    /// <summary>Those that it could be moved to.</summary>
    public IReadOnlyList<MyChart> Charts { get; init; } = [];

    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>It is shown while somebody writes, and not because she sent it.</summary>
    public bool IsLive { get; init; }

    /// <summary>The request that is answered by it, as an id: it is gone on with after a detour.</summary>
    public string? Asked { get; init; }

    /// <summary>It is a form, which asks its own questions.</summary>
    public bool IsForm { get; init; }
}
