using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Resources;
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

    /// <summary>Subject line, payload, notes and attached plain text, in this order, each on lines of its own; then the words in all other elements.</summary>
    /// <param name="message">The message.</param>
    /// <param name="notTheSenders">Elements whose words the clinic wrote, by their expressions: the questions of a form say nothing of the patient.</param>
    public static MessageText Of(Communication message, ImmutableHashSet<string>? notTheSenders = null)
    {
        if (message is { Payload: [{ Content: FhirString { Value: { } only } }] } && WordReader.IsPlain(message))
        {
            return new MessageText(only, [new Part("Communication.payload[0].content", 0, only.Length, true)]);
        }

        var text = new StringBuilder();
        var parts = ImmutableArray.CreateBuilder<Part>();
        foreach (var part in PartsOf(message))
        {
            if (part.Value is { } value && !string.IsNullOrWhiteSpace(value) && notTheSenders?.Contains(part.Expression) != true)
            {
                parts.Add(new Part(part.Expression, text.Length, value.Length, part.IsTyped));
                text.Append(value).Append(part.RunsOn ? " " : "\n\n");
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
    public static IEnumerable<WrittenPart> PartsOf(Communication message)
    {
        var first = SentencesOf(message).ToList();
        if (WordReader.IsPlain(message))
        {
            return first;
        }

        var said = first.Select(part => part.Expression).ToHashSet(StringComparer.Ordinal);
        var rest = WordReader.In(message).Where(part => part.Value is not null && said.Add(part.Expression)).ToList();

        // A narrative that merely says again what the elements say is not read twice.
        var words = new Lazy<string>(() => Collapsed(string.Join(' ', first.Concat(rest).Where(part => !IsNarrative(part)).Select(part => part.Value))));
        return [.. first, .. rest.Where(part => !IsNarrative(part) || !words.Value.Contains(Collapsed(part.Value!), StringComparison.Ordinal))];
    }

    // What most messages have, in the order in which people read it.
    private static IEnumerable<WrittenPart> SentencesOf(Communication message)
    {
        yield return new WrittenPart("Communication.topic.text", message.Topic?.Text) { IsTyped = true };
        foreach (var (index, reason) in message.ReasonCode.Index())
        {
            yield return new WrittenPart(At("reasonCode", index, ".text"), reason.Text) { IsTyped = true };
        }

        foreach (var (index, payload) in message.Payload.Index())
        {
            switch (payload.Content)
            {
                case FhirString written:
                    yield return new WrittenPart(At("payload", index, ".content"), written.Value) { IsTyped = true };
                    break;
                case Attachment attachment:
                    foreach (var part in WordReader.FileParts(attachment, At("payload", index, ".content")))
                    {
                        yield return part;
                    }

                    break;
            }
        }

        foreach (var (index, note) in message.Note.Index())
        {
            yield return new WrittenPart(At("note", index, ".text"), note.Text) { IsTyped = true };
        }
    }

    private static bool IsNarrative(WrittenPart part) => part.Expression.EndsWith(".text.div", StringComparison.Ordinal);

    private static string Collapsed(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string At(string element, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]{rest}");

    private readonly record struct Part(string Expression, int Start, int Length, bool IsTyped);
}
