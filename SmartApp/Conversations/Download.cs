using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SmartApp.Texts;

namespace SmartApp.Conversations;

/// <summary>Writes messages down for whoever wants to keep them: as text to read, or as FHIR for another system. Pure.</summary>
internal static class Download
{
    private static readonly JsonSerializerOptions _json = new JsonSerializerOptions { WriteIndented = true }.ForFhir(ModelInfo.ModelInspector);

    public static byte[] AsText(IReadOnlyList<Conversation> conversations, string? patient, bool isWhole, Words words, Moments moments)
    {
        var text = new StringBuilder();
        text.Append(words["app.name"]).Append(": ").Append(patient ?? words["banner.unknown"]).Append('\n');
        if (!isWhole)
        {
            text.Append(words["download.newest", conversations.Sum(conversation => conversation.Messages.Count)]).Append('\n');
        }

        foreach (var conversation in conversations)
        {
            text.Append("\n----------------------------------------\n");
            foreach (var message in conversation.Messages)
            {
                var author = message.Author == Author.Reader ? words["author.reader"] : message.Name ?? words[$"author.{message.Author.ToString().ToLowerInvariant()}"];
                text.Append('\n').Append(message.Sent is { } sent ? $"{moments.On(sent)} UTC" : "").Append(" – ").Append(author).Append(message.IsHeld ? $" ({words["state.being-checked"]})" : "").Append('\n');
                foreach (var part in message.Texts)
                {
                    text.Append(part.ReplaceLineEndings("\n")).Append('\n');
                }

                foreach (var file in message.Files)
                {
                    text.Append(words["thread.file", file]).Append('\n');
                }
            }
        }

        // So that every program knows the accents.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static byte[] AsBundle(IReadOnlyList<Conversation> conversations, string gatewayBase) => JsonSerializer.SerializeToUtf8Bytes(
        new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Entry =
            [
                .. conversations.SelectMany(conversation => conversation.Messages).Select(message => new Bundle.EntryComponent
                {
                    FullUrl = $"{gatewayBase.TrimEnd('/')}/Communication/{message.Id}",
                    Resource = message.Resource,
                }),
            ],
        },
        _json);
}
