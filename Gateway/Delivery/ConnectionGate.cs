using System.Threading.RateLimiting;
using Gateway.Connections;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Gateway.Delivery;

/// <summary>
/// What the EHR as a whole can bear, whichever chart is sent for: no more sends a second than it is to have, none while it asked to be left alone, and none for a
/// while when nearly all of them fail. It is asked before a message is claimed: who waits loses no attempt by it, and need not be looked for (ADR 0067).
/// </summary>
internal sealed class ConnectionGate : IDisposable
{
    private readonly ConnectionPause _pause;
    private readonly ReadCircuit _reads;
    private readonly TimeProvider _clock;
    private readonly RateLimiter? _rate;
    private readonly ResiliencePipeline<SendResult> _circuit;
    private long _shutUntil;

    public ConnectionGate(
        ConnectionPause pause, ReadCircuit reads, SendLimit limit, IOptions<DeliveryOptions> options, TimeProvider clock, ILogger<ConnectionGate> logger)
    {
        (_pause, _reads, _clock) = (pause, reads, clock);
        _rate = options.Value.PerSecond is { } perSecond ? RateOf(perSecond) : null;
        _circuit = new ResiliencePipelineBuilder<SendResult> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendResult>
            {
                // Some charts that fail among others are no matter of the whole EHR: the others must not wait for them.
                FailureRatio = 0.8,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = EhrFault.CircuitBreak,
                ShouldHandle = sent => ValueTask.FromResult(sent.Outcome.Result is not { } result || IsFailure(result)),
                OnOpened = opened =>
                {
                    ShutFor(opened.BreakDuration);
                    logger.NearlyAllFail(opened.BreakDuration.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
                OnHalfOpened = _ =>
                {
                    // One tries; all others wait for what becomes of it.
                    ShutFor(limit.Longest);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    ShutFor(TimeSpan.Zero);
                    logger.TakesAgain();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Whether nothing is to be sent to this EHR now.</summary>
    public bool IsShut => ShutUntil is not null;

    /// <summary>Until when that is so, as far as is known; nothing if it is not.</summary>
    public DateTimeOffset? ShutUntil
    {
        get
        {
            var now = _clock.GetUtcNow();
            var asked = now + (_pause.Left ?? TimeSpan.Zero);
            var broken = new DateTimeOffset(Interlocked.Read(ref _shutUntil), TimeSpan.Zero);
            return (asked > broken ? asked : broken) is var until && until > now ? until : null;
        }
    }

    /// <summary>Whether what must be looked for before it is sent could not be looked for.</summary>
    public bool IsShutForLooks => _reads.IsOpen;

    /// <summary>Waits until one more message may be sent; false when that did not come about in time.</summary>
    public async ValueTask<bool> TakeTurnAsync(TimeSpan patience, CancellationToken stopping)
    {
        if (_rate is null)
        {
            return true;
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        inTime.CancelAfter(patience);
        try
        {
            using var turn = await _rate.AcquireAsync(1, inTime.Token);
            return turn.IsAcquired;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Sends, and remembers how that went.</summary>
    public async Task<SendResult> SendAsync(Func<CancellationToken, Task<SendResult>> sendAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await _circuit.ExecuteAsync(async token => await sendAsync(token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            // It passed the gate with the one that tries: nothing left.
            return new SendResult.Failed(EhrFault.CircuitOpen);
        }
    }

    public void Dispose() => _rate?.Dispose();

    private static bool IsFailure(SendResult result) => result is not (SendResult.Delivered or SendResult.Retracted or SendResult.ByHand or SendResult.Refused);

    private static TokenBucketRateLimiter RateOf(double perSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(1, (int)perSecond),
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private void ShutFor(TimeSpan time) => Interlocked.Exchange(ref _shutUntil, (_clock.GetUtcNow() + time).UtcTicks);
}
