using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>A Communication of the EHR as the gateway keeps it: what patients are meant to read, and what ties it to its thread. Pure.</summary>
internal static class ReplyForm
{
    /// <summary>The whole of it, with the messages that it answers named as the gateway names them: this is what is judged.</summary>
    /// <param name="original">As the EHR has it.</param>
    /// <param name="thread">What it refers to of the gateway's.</param>
    public static Communication Judged(Communication original, ReplyThread thread)
    {
        var judged = (Communication)original.DeepCopy();
        var named = judged.InResponseTo.Select(thread.Named).ToList();
        judged.PartOf = [.. judged.PartOf.Select(thread.Named)];
        // Also what it answers by way of others decides whose it is.
        judged.InResponseTo =
        [
            .. named,
            .. thread.Messages.Select(message => message.Id.Key.ToString())
                .Where(ours => !named.Exists(reference => reference.Reference == ours))
                .Select(ours => new ResourceReference(ours)),
        ];
        judged.Subject ??= thread.Chart is { } chart ? new ResourceReference(chart.Key.ToString()) : null;
        return judged;
    }

    /// <summary>What is stored. Notes, extensions and whatever else staff keep beside a message are theirs, and stay in the EHR.</summary>
    /// <param name="judged">As it is judged.</param>
    /// <param name="thread">What it refers to of the gateway's.</param>
    /// <param name="ehrId">The EHR's own id.</param>
    /// <param name="source">Where the EHR has it.</param>
    /// <param name="now">When it was received.</param>
    public static Communication Kept(Communication judged, ReplyThread thread, string ehrId, string source, DateTimeOffset now)
    {
        var kept = new Communication
        {
            Meta = new Meta { Source = source },
            Language = judged.Language,
            Contained = [.. ContainedIn(judged)],
            Identifier = [.. judged.Identifier.Where(identifier => identifier.System is not (MessageId.System or MessageId.ThreadSystem or MessageId.EhrSystem))],
            InResponseTo = [.. thread.Messages.Select(message => new ResourceReference(message.Id.Key.ToString()))],
            Status = judged.Status,
            Category = judged.Category,
            PriorityElement = judged.PriorityElement,
            Medium = judged.Medium,
            Subject = judged.Subject,
            Topic = judged.Topic,
            Encounter = judged.Encounter,
            SentElement = judged.SentElement,
            ReceivedElement = judged.ReceivedElement ?? new FhirDateTime(now),
            Recipient = judged.Recipient,
            Sender = judged.Sender,
            Payload = judged.Payload,
        };
        kept = (Communication)kept.DeepCopy();
        kept.Identifier.Add(new Identifier(MessageId.EhrSystem, ehrId));
        return kept;
    }

    // Only what a part of the message is: the rest nobody would find.
    private static IEnumerable<Resource> ContainedIn(Communication judged)
    {
        var parts = judged.Payload.Select(part => (part.Content as ResourceReference)?.Reference).ToImmutableHashSet();
        return judged.Contained.Where(resource => parts.Contains($"#{resource.Id}"));
    }
}
