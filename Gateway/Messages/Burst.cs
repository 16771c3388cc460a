using Gateway.References;
using Gateway.Routing;
using Gateway.Storage;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Messages;

/// <summary>What the same person wrote to the same people about the same chart before, as far as it could be one piece of work with a message.</summary>
/// <param name="Key">The name of the burst: of two messages that find none, one makes it.</param>
/// <param name="Claim">The row of that name, as it was read; none if there never was a burst.</param>
/// <param name="Row">The Task of the last burst; none if it is gone.</param>
/// <param name="Rules">How soon is soon.</param>
/// <param name="Destination">Who gets the message.</param>
internal sealed record Burst(string Key, ConditionClaim? Claim, StoredResource? Row, BurstRules Rules, Destination Destination)
{
    /// <summary>Whether the message goes to that Task.</summary>
    public bool IsTakenBy(FhirTask task, DateTimeOffset now) => FoldedMessages.MayTake(task, Destination, now, Rules);

    /// <summary>The message's own Task begins the next burst. Whoever does so at the same time finds the row taken, and looks again.</summary>
    public void StageBegun(Changes changes, ResourceKey task)
    {
        if (Claim is null)
        {
            changes.Add(new ConditionClaim { Condition = Key, Resource = task.ToString() });
        }
        else
        {
            changes.Change(Claim, claim => claim.Resource = task.ToString());
        }
    }
}
