using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>The message that answers a message: what became of it, and the Communication as stored or the reasons why not.</summary>
internal static class MessageReply
{
    private const string Name = "FHIR Messaging Gateway";

    public static BundlePage To(IncomingMessage message, WriteOutcome outcome, PublicBase publicBase, DateTimeOffset now)
    {
        var stored = outcome switch
        {
            WriteOutcome.Created created => created.Version,
            WriteOutcome.Existing existing => existing.Version,
            _ => null,
        };
        var issues = outcome is WriteOutcome.Refused refused
            ? EntryIssues.Of([(message.Index, message.Content, refused)]).Issues
            : [.. stored?.Remarks ?? []];
        var details = issues.IsEmpty ? null : NewUrn(now);
        var header = new MessageHeader
        {
            Id = NewId(now),
            Event = (DataType)message.Header.Event!.DeepCopy(),
            Source = new MessageHeader.MessageSourceComponent { Name = Name, Endpoint = publicBase.ToString() },
            Destination = [new MessageHeader.MessageDestinationComponent { Endpoint = message.Header.Source!.Endpoint }],
            Response = new MessageHeader.ResponseComponent
            {
                Identifier = message.HeaderId,
                Code = CodeOf(outcome),
                Details = details is null ? null : new ResourceReference(details),
            },
            Focus = stored is null ? [] : [new ResourceReference($"{publicBase.Prefix}{stored.Key}")],
        };
        var entries = ImmutableArray.CreateBuilder<PageEntry>();
        entries.Add(new PageEntry { FullUrl = $"urn:uuid:{header.Id}", Content = FhirJson.Serialize(header) });
        if (details is not null)
        {
            entries.Add(new PageEntry { FullUrl = details, Content = FhirJson.Serialize(OperationOutcomes.Of(issues)) });
        }

        if (stored is not null)
        {
            entries.Add(new PageEntry { FullUrl = $"{publicBase.Prefix}{stored.Key}", Content = stored.Content });
        }

        return new BundlePage(Bundle.BundleType.Message, now) { Id = NewId(now), Entries = entries.ToImmutable() };
    }

    private static MessageHeader.ResponseType CodeOf(WriteOutcome outcome) => outcome switch
    {
        // Others were faster, or something does not answer: the same message may be taken later.
        WriteOutcome.Refused { Status: StatusCodes.Status503ServiceUnavailable or StatusCodes.Status409Conflict } => MessageHeader.ResponseType.TransientError,
        WriteOutcome.Refused => MessageHeader.ResponseType.FatalError,
        _ => MessageHeader.ResponseType.Ok,
    };

    private static string NewUrn(DateTimeOffset now) => $"urn:uuid:{NewId(now)}";

    private static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("D");
}
