using Gateway.Storage;

namespace Gateway.OnCall;

/// <summary>Decides what becomes of a notice that is due, and when a send that failed is repeated. Pure.</summary>
internal static class NoticePolicy
{
    // A send whose end nobody saw, as its process died, is repeated whatever has come since: it may never have left.
    public static NoticeStep StepFor(OnCallNotice notice, OnCallAlert alert) =>
        alert.AcknowledgedAt is not null ? NoticeStep.Withdraw
        : alert.Step > notice.Step && notice.Fault is not null ? NoticeStep.Drop
        : NoticeStep.Send;

    /// <param name="attempts">Sends begun so far.</param>
    /// <param name="options">How patient to be.</param>
    public static TimeSpan RetryAfter(int attempts, OnCallOptions options) =>
        TimeSpan.FromSeconds(Math.Min(options.MaxRetrySeconds, options.FirstRetrySeconds * Math.Pow(2, Math.Max(0, attempts - 1))));
}
