using Load.Driving;
using Load.Replaying;
using Load.Targets;

namespace Load.Posting;

/// <summary>Posts one message once, enters the outcome in the lane's books and returns what the client was told.</summary>
internal sealed class Poster(Target target, bool idempotent)
{
    public async Task<MessageRecord> PostAsync(Lane lane, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var request = target.Post(message.Chart, message.Body, idempotent ? message.Key : null);
        var answer = await lane.SendAsync(request, cancellationToken);
        var outcome = PostAnswer.OutcomeOf(answer);
        lane.Tally.Add(outcome, answer.Took, message.Label);
        if (outcome != Outcome.Accepted)
        {
            foreach (var reason in PostAnswer.ReasonsIn(outcome, answer))
            {
                lane.Tally.AddReason(outcome, reason);
            }
        }

        return new MessageRecord(message.Key, message.Chart, outcome, answer.Status, PostAnswer.IdIn(answer.Location));
    }
}
