namespace Gateway.Routing;

/// <summary>What is promised for a kind of message: policy data.</summary>
/// <param name="Answer">In which time it is answered. The sender is told.</param>
/// <param name="Open">In which time somebody has opened it; then an alarm.</param>
/// <param name="Escalate">How long after the promise is broken a second alarm follows the first.</param>
internal sealed record ServiceLevel(Promise Answer, Promise Open, Promise Escalate);
