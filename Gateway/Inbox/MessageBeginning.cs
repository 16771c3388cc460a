using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Inbox;

/// <summary>What an inbox shows of a message: who wrote, when, and the first words. Files are named and not sent. Pure.</summary>
internal static class MessageBeginning
{
    /// <summary>A few lines; whoever needs the rest opens it.</summary>
    public const int Longest = 240;

    private const string Ellipsis = "…";

    public static Communication Of(Communication message)
    {
        var beginning = new Communication
        {
            Id = message.Id,
            Meta = new Meta
            {
                VersionId = message.Meta?.VersionId,
                LastUpdated = message.Meta?.LastUpdated,
                Tag = [new Coding(Subset.TagSystem, Subset.TagCode)],
            },
            Language = message.Language,
            Status = message.Status,
            Priority = message.Priority,
            Subject = message.Subject,
            Topic = message.Topic,
            SentElement = message.SentElement,
            Sender = message.Sender,
            InResponseTo = [.. message.InResponseTo],
        };
        if (message.Payload.Select(payload => payload.Content).OfType<FhirString>().Select(text => text.Value?.Trim()).FirstOrDefault(text => !string.IsNullOrEmpty(text)) is { } text)
        {
            beginning.Payload.Add(new Communication.PayloadComponent { Content = new FhirString(Cut(text)) });
        }

        beginning.Payload.AddRange(message.Payload.Select(payload => payload.Content).OfType<Attachment>().Select(file => new Communication.PayloadComponent
        {
            Content = new Attachment { ContentType = file.ContentType, Title = file.Title, SizeElement = AttachmentSize.Of(AttachmentSize.Read(file) ?? file.Data?.Length) },
        }));
        return beginning;
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        // Half a character is none.
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"{text[..end].TrimEnd()}{Ellipsis}";
    }
}
