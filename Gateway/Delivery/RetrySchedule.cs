using System.Diagnostics;
using Gateway.Connections;

namespace Gateway.Delivery;

/// <summary>When a message is sent again, and when never: arithmetic, kept across restarts by the outbox row.</summary>
internal static class RetrySchedule
{
    /// <summary>Marks a fault that was retried until the attempts ran out.</summary>
    public const string GaveUp = "gave-up-";

    /// <param name="result">What the EHR made of the send.</param>
    /// <param name="attempts">Sends begun so far, this one included.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="jitter">Chance, from 0 up to (not including) 1.</param>
    public static NextStep After(SendResult result, int attempts, DeliveryOptions options, double jitter) => result switch
    {
        SendResult.Delivered delivered => new NextStep.Done(delivered.EhrId),
        SendResult.Retracted retracted => new NextStep.Done(retracted.EhrId),
        SendResult.ByHand byHand => new NextStep.ByHand(byHand.NoticeId),
        SendResult.Refused refused => new NextStep.DeadLetter(refused.Fault, refused.Element),
        // It passed the gate with those that were asked for (ADR 67).
        SendResult.Failed { Fault: EhrFault.CircuitOpen } => new NextStep.RetryIn(EhrFault.CircuitBreak, EhrFault.CircuitOpen) { IsFree = true },
        SendResult.Unseen { Fault: EhrFault.CircuitOpen } => new NextStep.RetryIn(Longer(options.Settle, EhrFault.CircuitBreak), EhrFault.CircuitOpen) { IsFree = true },
        SendResult.Unseen unseen when attempts >= options.MaxAttempts => new NextStep.DeadLetter(GaveUp + unseen.Fault) { Settling = options.Settle },
        SendResult.Unseen unseen => new NextStep.RetryIn(Longer(options.Settle, Delay(null, attempts, options, jitter)), unseen.Fault),
        SendResult.Failed failed when attempts >= options.MaxAttempts => new NextStep.DeadLetter(GaveUp + failed.Fault),
        SendResult.Failed failed => new NextStep.RetryIn(Delay(failed.RetryAfter, attempts, options, jitter), failed.Fault),
        _ => throw new UnreachableException(),
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Delay(TimeSpan? retryAfter, int attempts, DeliveryOptions options, double jitter)
    {
        var backoff = Math.Min(options.MaxDelaySeconds, options.FirstDelaySeconds * Math.Pow(2, Math.Max(0, attempts - 1)));
        var jittered = backoff * (1 - (options.Jitter * jitter));

        // The EHR's own wish counts, but none may park a chart for longer than our longest wait.
        var asked = Math.Min(options.MaxDelaySeconds, retryAfter?.TotalSeconds ?? 0);
        return TimeSpan.FromSeconds(Math.Max(jittered, asked));
    }
}
