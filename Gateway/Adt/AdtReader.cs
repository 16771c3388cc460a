using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.Mllp;
using Gateway.References;

namespace Gateway.Adt;

/// <summary>Reads ADT messages: which patients, by which numbers. Names and all else are not looked at. Pure.</summary>
internal static class AdtReader
{
    private const int UnsupportedType = 200;
    private const int UnsupportedEvent = 201;
    private const int UnsupportedProcessing = 202;
    private const int UnsupportedVersion = 203;
    private const int SegmentSequence = 100;
    private const int DataType = 102;

    /// <summary>Each is a question to the EHR; no patient has more.</summary>
    private const int MostNumbers = 20;

    /// <summary>More would be no merge that a person has made.</summary>
    private const int MostMerges = 20;

    public static AdtReading Read(Hl7Message? message, AdtOptions options) => message switch
    {
        null => Wrong(new AdtAnswer("AR", SegmentSequence)),
        _ when message.Header.Text(9) != "ADT" => Wrong(new AdtAnswer("AR", UnsupportedType, "MSH", 9)),
        _ when EventOf(message) is not ("A08" or "A31" or "A40") => Wrong(new AdtAnswer("AR", UnsupportedEvent, "MSH", 9)),
        _ when message.ControlId.Length == 0 => Wrong(new AdtAnswer("AR", 101, "MSH", 10)),
        _ when message.Header.Text(11) != options.Processing => Wrong(new AdtAnswer("AR", UnsupportedProcessing, "MSH", 11)),
        _ when !message.Header.Text(12).StartsWith("2.", StringComparison.Ordinal) => Wrong(new AdtAnswer("AR", UnsupportedVersion, "MSH", 12)),
        _ when EventOf(message) == "A40" => MergesIn(message, options.Authorities),
        _ => ChangeIn(message, options.Authorities),
    };

    /// <summary>Which event it tells of; for counting, <c>other</c> for what is not taken.</summary>
    public static string EventOf(Hl7Message? message) => message?.Header.Text(9, 2) is "A08" or "A31" or "A40" ? message.Header.Text(9, 2) : "other";

    private static AdtReading ChangeIn(Hl7Message message, IList<Hl7v2Authority> authorities)
    {
        if (message.First("PID") is not { } patient)
        {
            return Wrong(new AdtAnswer("AE", SegmentSequence, "PID"));
        }

        var numbers = NumbersIn(patient, 3, authorities);
        return Objection(numbers, patient, "PID", 3) is { } objection ? Wrong(objection) : new AdtReading.Changed(numbers);
    }

    // Each MRG belongs to the PID before it.
    private static AdtReading MergesIn(Hl7Message message, IList<Hl7v2Authority> authorities)
    {
        var merges = ImmutableArray.CreateBuilder<AdtMerge>();
        Hl7Segment? survivor = null;
        foreach (var segment in message.Segments.Where(segment => segment.Name is "PID" or "MRG"))
        {
            if (segment.Name == "PID")
            {
                if (survivor is not null)
                {
                    return Wrong(new AdtAnswer("AE", SegmentSequence, "MRG"));
                }

                survivor = segment;
                continue;
            }

            if (survivor is null || merges.Count == MostMerges)
            {
                return Wrong(new AdtAnswer("AE", SegmentSequence, "PID"));
            }

            var (kept, merged) = (NumbersIn(survivor, 3, authorities), NumbersIn(segment, 1, authorities));
            if ((Objection(kept, survivor, "PID", 3) ?? Objection(merged, segment, "MRG", 1)) is { } objection)
            {
                return Wrong(objection);
            }

            merges.Add(new AdtMerge(kept, merged));
            survivor = null;
        }

        return survivor is not null || merges.Count == 0
            ? Wrong(new AdtAnswer("AE", SegmentSequence, survivor is null ? "PID" : "MRG"))
            : new AdtReading.Merged(merges.ToImmutable());
    }

    // A number of an authority that is not configured is somebody's elsewhere.
    private static AdtAnswer? Objection(ImmutableArray<BusinessIdentifier> numbers, Hl7Segment segment, string name, int field) => numbers.Length switch
    {
        0 => segment.Text(field).Length == 0 ? AdtAnswer.Incomplete(name, field) : AdtAnswer.Unknown(name, field),
        > MostNumbers => new AdtAnswer("AE", DataType, name, field),
        _ => null,
    };

    private static ImmutableArray<BusinessIdentifier> NumbersIn(Hl7Segment segment, int field, IList<Hl7v2Authority> authorities) =>
    [
        .. segment.Repetitions(field)
            .Where(number => number.Text(1).Length > 0)
            .Select(number => (Value: number.Text(1), Authority: authorities.FirstOrDefault(authority => Is(authority, number))))
            .Where(number => number.Authority is not null)
            .Select(number => new BusinessIdentifier(number.Authority!.System!, number.Value))
            .Distinct(),
    ];

    // Where both sides have a universal id, it decides; else the name does.
    private static bool Is(Hl7v2Authority authority, Hl7Repetition number) =>
        authority.UniversalId is { } known && number.Text(4, 2) is { Length: > 0 } told
            ? known == told && (authority.UniversalIdType is null || authority.UniversalIdType == number.Text(4, 3))
            : authority.Name is { Length: > 0 } name && name == number.Text(4);

    private static AdtReading.Wrong Wrong(AdtAnswer answer) => new(answer);
}
