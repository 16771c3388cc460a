using System.Collections.Immutable;
using NodaTime;

namespace Gateway.Monitoring;

/// <summary>All that a request asks its patient for: when each is due, and how long an answer may take.</summary>
/// <param name="DueTimes">The due times, one after the other.</param>
/// <param name="AnswerWithin">How long an answer may take; never beyond the next due time.</param>
internal sealed record Schedule(ImmutableArray<Instant> DueTimes, Duration AnswerWithin)
{
    /// <summary>How long an answer may take where the request does not say.</summary>
    public static readonly Duration Usual = Duration.FromDays(2);

    // Late enough to be a reminder, early enough to do something about it.
    private const int LastPart = 4;

    /// <summary>The first that was not asked for yet; null if there is none.</summary>
    /// <param name="last">What was asked for last.</param>
    /// <param name="since">What was overdue by then is not asked for.</param>
    public Occurrence? NextAfter(Instant? last, Instant since)
    {
        for (var i = 0; i < DueTimes.Length; i++)
        {
            if ((last is not { } asked || DueTimes[i] > asked) && At(i) is var occurrence && occurrence.DueBy > since)
            {
                return occurrence;
            }
        }

        return null;
    }

    private Occurrence At(int index)
    {
        var due = DueTimes[index];
        var next = index + 1 < DueTimes.Length ? DueTimes[index + 1] : (Instant?)null;
        var dueBy = next is { } then ? Instant.Min(then, due + AnswerWithin) : due + AnswerWithin;
        var span = dueBy - due;
        return new Occurrence(index + 1, due, dueBy, dueBy - (span / LastPart), next ?? dueBy + span);
    }
}
