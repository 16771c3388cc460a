using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.Mllp;

namespace Gateway.Delivery.Dialects;

/// <summary>Which acknowledgements mean delivered, sent again, or refused for good (docs/connectors.md has the table). Pure.</summary>
internal static class AckPolicy
{
    /// <summary>An acknowledgement of some other message.</summary>
    public const string OfAnother = "ack-of-another";

    private const string Duplicate = "205";
    private const string Unknown = "204";
    private const string Document = "TXA";

    /// <summary>Table 0357: record locked, internal error. What is wrong with the message itself stays wrong.</summary>
    private static readonly ImmutableHashSet<string> Transient = ["206", "207"];

    /// <summary>Where in FHIR's Communication what the receiver objects to came from.</summary>
    private static readonly ImmutableDictionary<string, string> Elements = new Dictionary<string, string>
    {
        ["PID"] = "Communication.subject",
        ["PV1"] = "Communication.encounter",
        ["TXA9"] = "Communication.sender",
        ["TXA13"] = "Communication.inResponseTo",
        ["TXA23"] = "Communication.recipient",
        ["OBX"] = "Communication.payload",
    }.ToImmutableDictionary();

    /// <summary>After which codes a message is sent again, by the settings of a connection.</summary>
    public static ImmutableHashSet<string> TransientOf(Hl7v2Options options) => options.TransientErrors.Count == 0 ? Transient : [.. options.TransientErrors];

    /// <param name="answer">What came; null for what is no acknowledgement.</param>
    /// <param name="controlId">The message that was sent.</param>
    /// <param name="transient">After which codes it is sent again.</param>
    public static AckVerdict Of(Acknowledgement? answer, string controlId, ImmutableHashSet<string> transient) => answer switch
    {
        null => new AckVerdict.Unrelated(MllpFault.Malformed),
        _ when answer.ControlId != controlId => new AckVerdict.Unrelated(OfAnother),
        { Code: "AA" or "CA" } => new AckVerdict.Taken(),
        { Code: "AE" or "AR" or "CE" or "CR" } => OfRefusal(answer, transient),
        _ => new AckVerdict.Unrelated(MllpFault.Malformed),
    };

    private static AckVerdict OfRefusal(Acknowledgement answer, ImmutableHashSet<string> transient) => answer switch
    {
        _ when EhrFault.IsChartClosed(FaultOf(answer)) => new AckVerdict.Refused(FaultOf(answer), null),

        { Error: Duplicate, Segment: null or Document } => new AckVerdict.Known(FaultOf(answer)),
        { Error: Unknown, Segment: Document, Field: null or "12" } => new AckVerdict.NoSuchDocument(FaultOf(answer)),
        { Error: { } error } => transient.Contains(error) ? new AckVerdict.Later(FaultOf(answer)) : new AckVerdict.Refused(FaultOf(answer), ElementOf(answer)),

        // Without a code: the standard has AR, and CE, for what is not about the message, and AE and CR for what is.
        { Code: "AR" or "CE" } => new AckVerdict.Later(FaultOf(answer)),
        _ => new AckVerdict.Refused(FaultOf(answer), ElementOf(answer)),
    };

    private static string FaultOf(Acknowledgement answer) => answer switch
    {
        { EhrCode: { } own } => FaultReasons.Ehr + own,
        { Error: Unknown, Segment: "PID" } => FaultReasons.Hl7PatientUnknown,
        _ => FaultReasons.Hl7 + (answer.Error ?? answer.Code.ToLowerInvariant()),
    };

    private static string? ElementOf(Acknowledgement answer) => answer.Segment is { } segment
        ? Elements.GetValueOrDefault(segment) ?? Elements.GetValueOrDefault(segment + answer.Field)
        : null;
}
