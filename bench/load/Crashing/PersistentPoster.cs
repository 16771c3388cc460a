using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Targets;

namespace Load.Crashing;

/// <summary>
/// A client as a good portal is: what broke is sent again, under the same Idempotency-Key, until it is answered; of several replicas, to the next.
/// </summary>
internal sealed class PersistentPoster(IReadOnlyList<Target> replicas, TimeProvider clock)
{
    // Long enough to leave the processor to the server that is starting again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Poster[] _posters = [.. replicas.Select(replica => new Poster(replica, idempotent: true))];
    private int _turn;

    public async Task<MessageRecord> PostAsync(Lane lane, OutgoingMessage message, CancellationToken cancellationToken)
    {
        for (var turn = (uint)Interlocked.Increment(ref _turn); ; turn++)
        {
            var record = await _posters[turn % _posters.Length].PostAsync(lane, message, cancellationToken);
            if (!IsWorthRetrying(record))
            {
                return record;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>No answer, and 503, mean "try again"; any other answer is one.</summary>
    public static bool IsWorthRetrying(MessageRecord record) => record.Outcome == Outcome.NoAnswer || record.Status == 503;
}
