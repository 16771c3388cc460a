using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Resources;
using Gateway.Subjects.Documents;
using Gateway.Text;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>Everything a person wrote in a message, as one text, and where each part of it stands.</summary>
internal sealed class MessageText
{
    private readonly ImmutableArray<Part> parts;

    private MessageText(string text, ImmutableArray<Part> parts)
    {
        Text = text;
        this.parts = parts;
    }

    public string Text { get; }

    /// <summary>
    /// How long it is as its sender counts: in characters, of which a letter beyond the basic plane is one. Files and their names are not counted.
    /// </summary>
    public int Characters => parts.Where(part => part.IsTyped).Sum(part => CharactersIn(Text.AsSpan(part.Start, part.Length)));

    /// <summary>Subject line, payload, notes and attached plain text, in this order, each on lines of its own.</summary>
    public static MessageText Of(Communication message)
    {
        if (message is { Topic: null, Note.Count: 0, ReasonCode.Count: 0, Payload: [{ Content: FhirString { Value: { } only } }] })
        {
            return new MessageText(only, [new Part("Communication.payload[0].content", 0, only.Length)]);
        }

        var text = new StringBuilder();
        var parts = ImmutableArray.CreateBuilder<Part>();
        foreach (var (expression, value) in PartsOf(message))
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                parts.Add(new Part(expression, text.Length, value.Length));
                text.Append(value).Append("\n\n");
            }
        }

        return new MessageText(text.ToString(), parts.DrainToImmutable());
    }

    private static int CharactersIn(ReadOnlySpan<char> written)
    {
        var count = 0;
        foreach (var _ in written.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>The place of a span of <see cref="Text"/> within its element.</summary>
    public RuleHit Locate(string ruleId, TextSpan span)
    {
        foreach (var part in parts)
        {
            if (span.Start >= part.Start && span.Start <= part.Start + part.Length)
            {
                return new RuleHit(ruleId, part.Expression, span.Start - part.Start, span.Length);
            }
        }

        return new RuleHit(ruleId);
    }

    /// <summary>Each element that holds words, in the order of <see cref="Text"/>.</summary>
    public static IEnumerable<(string Expression, string? Value)> PartsOf(Communication message)
    {
        yield return ("Communication.topic.text", message.Topic?.Text);
        foreach (var (index, reason) in message.ReasonCode.Index())
        {
            yield return (At("reasonCode", index, ".text"), reason.Text);
        }

        foreach (var (index, payload) in message.Payload.Index())
        {
            switch (payload.Content)
            {
                case FhirString written:
                    yield return (At("payload", index, ".content"), written.Value);
                    break;
                case Attachment attachment:
                    yield return (At("payload", index, ".content.title"), attachment.Title);
                    yield return (At("payload", index, ".content.data"), PlainText(attachment));
                    break;
            }
        }

        foreach (var (index, note) in message.Note.Index())
        {
            yield return (At("note", index, ".text"), note.Text);
        }
    }

    private static string? PlainText(Attachment attachment) =>
        attachment.Data is { } data && attachment.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true
            ? TextBytes.Read(data)
            : null;

    private static string At(string element, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]{rest}");

    private readonly record struct Part(string Expression, int Start, int Length)
    {
        public bool IsTyped => !Expression.Contains(".content.", StringComparison.Ordinal);
    }
}
