using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>The messages that are made of a message for the charts that it belongs in: the sender's words, in another place.</summary>
internal static class MovedMessage
{
    /// <summary>The whole of it, for another chart.</summary>
    public static Communication For(PatientId chart, Communication original, RoutingRules routing)
    {
        var moved = (Communication)original.DeepCopy();
        moved.Meta = new Meta { Tag = moved.Meta?.Tag ?? [] };
        moved.Extension.RemoveAll(extension => extension.Url == Canonicals.Attestation);
        Prepare(moved, chart, original, routing);
        return moved;
    }

    /// <summary>A part of it; null with what is wrong with the part. Subject line and notes may be about all, and stay behind.</summary>
    public static Communication? PartFor(SplitPart part, Communication original, RoutingRules routing, out ImmutableArray<Issue> issues)
    {
        var found = ImmutableArray.CreateBuilder<Issue>();
        var moved = new Communication
        {
            Category = original.Category,
            Medium = original.Medium,
            PriorityElement = original.PriorityElement,
            SentElement = original.SentElement,
            ReceivedElement = original.ReceivedElement,
            Sender = original.Sender,
            Recipient = original.Recipient,
            Payload = part.Text is { } text ? [new() { Content = new FhirString(text) }] : [.. PiecesOf(part, original, found)],
        };
        moved = (Communication)moved.DeepCopy();
        Prepare(moved, part.Chart, original, routing);
        moved.Identifier.Add(new Identifier(MessageId.ThreadSystem, ThreadOf(original)));
        issues = found.DrainToImmutable();
        return issues.IsEmpty ? moved : null;
    }

    private static void Prepare(Communication moved, PatientId chart, Communication original, RoutingRules routing)
    {
        moved.Id = null;
        moved.Subject = new ResourceReference(chart.Key.ToString());
        moved.StatusElement = new Code<EventStatus>(original.Status == EventStatus.Completed ? EventStatus.Completed : EventStatus.InProgress);
        moved.StatusReason = null;
        moved.Text = null;

        // Made anew here: in the EHR it is another message.
        moved.Identifier.RemoveAll(identifier => identifier.System == MessageId.EhrSystem);

        // The pool of the other chart's routing is named anew.
        moved.Recipient.RemoveAll(recipient => IsPool(recipient.Reference, routing));
    }

    private static bool IsPool(string? reference, RoutingRules routing) =>
        ResourceKey.TryParse(reference, out var key) && routing.Knows(key);

    private static string ThreadOf(Communication original) =>
        original.Identifier.FirstOrDefault(identifier => identifier.System == MessageId.ThreadSystem)?.Value ?? original.Id!;

    private static IEnumerable<Communication.PayloadComponent> PiecesOf(SplitPart part, Communication original, ImmutableArray<Issue>.Builder issues)
    {
        foreach (var piece in part.Pieces)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"Communication.payload[{piece.Payload}].content");
            if (piece.Payload >= original.Payload.Count)
            {
                issues.Add(new Issue(OperationOutcome.IssueType.Value, "The message has no such payload to select.", place));
            }
            else if (piece is not { Start: { } start, Length: { } length })
            {
                yield return original.Payload[piece.Payload];
            }
            else if (original.Payload[piece.Payload].Content is FhirString { Value: { } text } && IsWithin(text, start, length))
            {
                yield return new() { Content = new FhirString(text.Substring(start, length)) };
            }
            else
            {
                issues.Add(new Issue(OperationOutcome.IssueType.Value, "Only whole characters of a payload's text can be selected, from within it.", place));
            }
        }
    }

    private static bool IsWithin(string text, int start, int length) =>
        length > 0 && start <= text.Length - length && !IsCut(text, start) && !IsCut(text, start + length);

    private static bool IsCut(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}
