using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>
/// Takes a message's content out of everything that anybody can read, in all its versions, and puts it apart. What remains says that there was
/// a message, whose, when, and what became of it.
/// </summary>
internal static class Sealing
{
    public const string Redacted = "REDACTED";

    private const string ObservationValue = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private const string Sealed = "The content of this message is sealed.";

    /// <summary>Names the rows.</summary>
    /// <param name="changes">Where to.</param>
    /// <param name="found">The message.</param>
    /// <param name="kind">By which decision.</param>
    /// <param name="now">When.</param>
    /// <param name="destroyAfter">The end of its retention.</param>
    /// <param name="index">What the rest is found by.</param>
    public static void Stage(Changes changes, ReviewCase found, DecisionKind kind, DateTimeOffset now, DateTimeOffset destroyAfter, SearchIndex index)
    {
        foreach (var version in found.Earlier.Where(version => !version.IsDeleted))
        {
            changes.Add(Kept(version.Version, version.Content));
            changes.Change(version, earlier => earlier.Content = WithoutContent(earlier.Content));
        }

        changes.Add(Kept(found.Row.Version, found.Row.Content));
        var replacement = new Replacement(found.Row, index);
        replacement.Former.Content = WithoutContent(found.Row.Content);
        replacement.Stage(changes, Ended(found, kind, now), found.Row.Chart, now);

        SealedVersion Kept(int version, byte[] content) => new()
        {
            MessageId = found.Row.ResourceId,
            Version = version,
            Chart = found.Row.Chart,
            Sender = found.Row.Sender,
            WasHeld = found.Row.Quarantined,
            SealedAt = now,
            DestroyAfter = destroyAfter,
            Content = content,
        };
    }

    /// <summary>The message as it stands from now on.</summary>
    public static Communication Ended(ReviewCase found, DecisionKind kind, DateTimeOffset now)
    {
        var ended = Rest(found.Content);
        ended.Status = EventStatus.EnteredInError;
        ended.StatusReason = new CodeableConcept(Canonicals.ReviewDecision, ReviewCodes.Of(kind), ReviewCodes.TellingOf(kind));
        Stamp.Put(ended, found.Row.ResourceId, found.Row.Version + 1, now);
        return ended;
    }

    private static byte[] WithoutContent(byte[] stored)
    {
        var original = (Communication)FhirJson.ReadStored(stored);
        var rest = Rest(original);
        rest.Status = original.Status;
        // What a client has written there may tell of the content; our own reasons do not.
        rest.StatusReason = original.StatusReason?.Coding.Any(coding => coding.System == Canonicals.IntakeReason) == true ? original.StatusReason : null;
        rest.Id = original.Id;
        rest.Meta!.VersionIdElement = original.Meta?.VersionIdElement;
        rest.Meta.LastUpdatedElement = original.Meta?.LastUpdatedElement;
        return FhirJson.Serialize(rest);
    }

    private static Communication Rest(Communication original) => (Communication)new Communication
    {
        Meta = new Meta
        {
            Profile = [Canonicals.PatientMessage],
            Security = [new Coding(ObservationValue, Redacted)],
        },
        Identifier = [.. original.Identifier.Where(identifier => identifier.System is MessageId.System or MessageId.ThreadSystem)],
        Subject = new ResourceReference(original.Subject?.Reference),
        Sender = new ResourceReference(original.Sender?.Reference),
        Recipient = [.. original.Recipient.Where(recipient => recipient.Reference is not null).Select(recipient => new ResourceReference(recipient.Reference))],
        SentElement = original.SentElement,
        ReceivedElement = original.ReceivedElement,
        PriorityElement = original.PriorityElement,
        Payload = [new() { Content = new FhirString(Sealed) }],
    }.DeepCopy();
}
