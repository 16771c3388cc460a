using Gateway.Mllp;

namespace Gateway.Adt;

/// <summary>What a message is answered with: codes and places, and nothing of what it said.</summary>
/// <param name="Code">AA; AE for what is wrong with it or cannot be done now; AR for a kind of message that is not taken here.</param>
/// <param name="Error">The code of table 0357; none with AA.</param>
/// <param name="Segment">Where in the message.</param>
/// <param name="Field">Which field of that segment.</param>
internal sealed record AdtAnswer(string Code, int? Error = null, string? Segment = null, int? Field = null)
{
    public static readonly AdtAnswer Taken = new("AA");

    /// <summary>The EHR or the store is away: the same message can be taken later.</summary>
    public static readonly AdtAnswer Later = new("AE", 207);

    public static AdtAnswer Incomplete(string segment, int field) => new("AE", 101, segment, field);

    public static AdtAnswer Unknown(string segment, int field) => new("AE", 204, segment, field);

    /// <summary>The acknowledgement of a message.</summary>
    /// <param name="message">What was sent; null if it could not be read.</param>
    /// <param name="controlId">Of this answer.</param>
    /// <param name="processing">MSH-11.</param>
    /// <param name="now">When.</param>
    public byte[] For(Hl7Message? message, string controlId, string processing, DateTimeOffset now)
    {
        var header = message?.Header;
        var answer = new Hl7Writer()
            .Add(
                "MSH",
                (3, header?.Text(5)), (4, header?.Text(6)), (5, header?.Text(3)), (6, header?.Text(4)), (7, Hl7Time.Of(now)),
                (9, Hl7Value.Of("ACK", header?.Text(9, 2), "ACK")), (10, controlId), (11, processing), (12, "2.5.1"), (18, "UNICODE UTF-8"))
            .Add("MSA", (1, Code), (2, message?.ControlId));
        return (Error is { } error
            ? answer.Add("ERR", (2, Segment is null ? null : Hl7Value.Of(Segment, "1", Field?.ToString(System.Globalization.CultureInfo.InvariantCulture))), (3, error.ToString(System.Globalization.CultureInfo.InvariantCulture)), (4, "E"))
            : answer).ToBytes();
    }
}
