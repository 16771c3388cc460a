using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gateway.Mllp;

/// <summary>An HL7 v2 message, read: segments in their order, the header first. Which segments belong where is for who knows the kind of message.</summary>
internal sealed class Hl7Message
{
    private const char SegmentEnd = '\r';

    /// <summary>Table 0211, as far as it is read here.</summary>
    private const string Latin1 = "8859/1";

    private static readonly string[] AsUtf8 = ["", "ASCII", "UNICODE UTF-8"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Hl7Message(ImmutableArray<Hl7Segment> segments) => Segments = segments;

    public ImmutableArray<Hl7Segment> Segments { get; }

    public Hl7Segment Header => Segments[0];

    public string ControlId => Header.Text(10);

    public Hl7Segment? First(string name) => Segments.FirstOrDefault(segment => segment.Name == name);

    /// <summary>False for what is no message, or in characters that are not read here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, [NotNullWhen(true)] out Hl7Message? message)
    {
        message = null;
        if (TextOf(content) is not { } text)
        {
            return false;
        }

        // Some senders end segments as their platform ends lines.
        var lines = text.Split(SegmentEnd).Select(line => line.Trim('\n')).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count == 0 || Hl7Separators.Of(lines[0]) is not { } separators || !lines.TrueForAll(line => IsSegment(line, separators)))
        {
            return false;
        }

        message = new Hl7Message([.. lines.Select(line => new Hl7Segment(line, separators))]);
        return message.Segments.Count(segment => segment.Name == "MSH") == 1;
    }

    // The header says in which characters the rest is; it is ASCII itself.
    private static string? TextOf(ReadOnlySpan<byte> content)
    {
        var header = Encoding.Latin1.GetString(content[..Math.Max(0, content.IndexOf((byte)SegmentEnd))]);
        if (Hl7Separators.Of(header) is not { } separators)
        {
            return null;
        }

        var characters = new Hl7Segment(header, separators).Text(18);
        try
        {
            return characters == Latin1 ? Encoding.Latin1.GetString(content) : AsUtf8.Contains(characters) ? Utf8.GetString(content) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsSegment(string line, Hl7Separators separators) =>
        line.Length >= 3 && char.IsAsciiLetterUpper(line[0]) && line.AsSpan(1, 2).ToString().All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
        && (line.Length == 3 || line[3] == separators.Field);
}
