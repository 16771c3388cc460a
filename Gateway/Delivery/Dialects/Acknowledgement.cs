using Gateway.Mllp;

namespace Gateway.Delivery.Dialects;

/// <summary>What a receiver says of a message: codes alone. Its prose is dropped: it may quote the message.</summary>
/// <param name="Code">MSA-1, as in <c>AA</c>.</param>
/// <param name="ControlId">MSA-2: the message that it answers.</param>
/// <param name="Error">The code of table 0357, if there is one.</param>
/// <param name="EhrCode">The receiver's own number, if it gave one (ERR-5).</param>
/// <param name="Segment">Where in the message, if it said so.</param>
/// <param name="Field">Which field of that segment.</param>
internal sealed record Acknowledgement(string Code, string ControlId, string? Error, string? EhrCode, string? Segment, string? Field)
{
    private const int LongestCode = 6;

    /// <summary>Null for what is no acknowledgement.</summary>
    public static Acknowledgement? Read(ReadOnlySpan<byte> content)
    {
        if (!Hl7Message.TryRead(content, out var message) || message.First("MSA") is not { } answer)
        {
            return null;
        }

        var error = message.First("ERR");

        // Before version 2.5 the code stands behind the place, in one field.
        return new Acknowledgement(
            answer.Text(1),
            answer.Text(2),
            Number(error?.Text(3)) ?? Number(error?.Text(1, 4)),
            Number(error?.Text(5)),
            Part(error?.Text(2)) ?? Part(error?.Text(1)),
            Part(error?.Text(2, 3)) ?? Part(error?.Text(1, 3)));
    }

    private static string? Number(string? text) => text is { Length: > 0 and <= LongestCode } && text.All(char.IsAsciiDigit) ? text : null;

    private static string? Part(string? text) => text is { Length: > 0 and <= 3 } && text.All(char.IsAsciiLetterOrDigit) ? text : null;
}
