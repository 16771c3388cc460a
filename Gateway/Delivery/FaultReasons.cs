using System.Collections.Immutable;

namespace Gateway.Delivery;

/// <summary>What fault codes mean, in plain words, and what can be done. Pure.</summary>
internal static class FaultReasons
{
    /// <summary>Begins the fault of what a connector cannot say in its EHR's terms.</summary>
    public const string NotMapped = "map-";

    public const string ContentMissing = "content-missing";
    public const string ConnectorError = "connector-error";

    /// <summary>The directory has given the chart to another one, whatever the EHR would have answered.</summary>
    public const string PatientMerged = "patient-merged";

    /// <summary>A merge that was told of, and that the EHR's own FHIR API does not confirm.</summary>
    public const string MergeUnconfirmed = "merge-unconfirmed";

    /// <summary>The directory knows no such chart.</summary>
    public const string PatientUnknown = "patient-unknown";

    /// <summary>What a code of the EHR's own begins with.</summary>
    public const string Ehr = "ehr-";

    /// <summary>What a code of HL7's table 0357 begins with.</summary>
    public const string Hl7 = "hl7-";

    /// <summary>Table 0357: unknown key identifier, of the patient.</summary>
    public const string Hl7PatientUnknown = "hl7-204-pid";

    /// <summary>What a retraction's faults begin with.</summary>
    private static readonly string[] Steps = ["retract-", "notice-", "read-back-"];

    private static readonly ImmutableArray<(FaultReason Reason, string[] Faults)> Exact =
    [
        (FaultReason.ChartClosed, ["ehr-4130", "ehr-4131", "ehr-4134"]),
        (FaultReason.PatientMerged, ["ehr-4107", PatientMerged]),
        (FaultReason.MergeUnconfirmed, [MergeUnconfirmed]),
        (FaultReason.PatientUnknown, ["ehr-59102", PatientUnknown, Hl7PatientUnknown]),
        (FaultReason.Defect, [ContentMissing, ConnectorError]),
    ];

    /// <summary>The names of the reasons, as REST has them.</summary>
    public static ImmutableDictionary<string, FaultReason> Names { get; } = Enum.GetValues<FaultReason>().ToImmutableDictionary(NameOf, StringComparer.Ordinal);

    public static FaultReason Of(string? fault)
    {
        if (fault?.StartsWith(RetrySchedule.GaveUp, StringComparison.Ordinal) == true)
        {
            return FaultReason.GaveUp;
        }

        var core = WithoutStep(fault ?? ContentMissing);
        return core.StartsWith(NotMapped, StringComparison.Ordinal)
            ? FaultReason.NotMapped
            : Exact.Where(known => known.Faults.Contains(core)).Select(known => known.Reason).FirstOrDefault(FaultReason.Refused);
    }

    /// <summary>Every fault of that reason, whatever was done when it came; empty for the reasons that are told by how a fault begins.</summary>
    public static ImmutableArray<string> FaultsOf(FaultReason reason) =>
        [.. Exact.Where(known => known.Reason == reason).SelectMany(known => known.Faults).SelectMany(fault => Steps.Select(step => step + fault).Prepend(fault))];

    /// <summary>Every fault that has a reason of its own.</summary>
    public static ImmutableArray<string> AllExact { get; } = [.. Exact.SelectMany(known => FaultsOf(known.Reason))];

    public static string NameOf(FaultReason reason) => reason switch
    {
        FaultReason.ChartClosed => "chart-closed",
        FaultReason.PatientMerged => "patient-merged",
        FaultReason.MergeUnconfirmed => "merge-unconfirmed",
        FaultReason.PatientUnknown => "patient-unknown",
        FaultReason.NotMapped => "not-mapped",
        FaultReason.Refused => "refused",
        FaultReason.GaveUp => "gave-up",
        FaultReason.Defect => "defect",
    };

    public static string SentenceOf(FaultReason reason) => reason switch
    {
        FaultReason.ChartClosed =>
            "The EHR keeps the gateway out of this chart (break the glass). To send again does not help until somebody opens the chart to the gateway; "
            + "else a person who may open it files the message by hand.",
        FaultReason.PatientMerged => "The EHR has merged this chart into another. Replay it with the chart that survived as corrections.patient.",
        FaultReason.MergeUnconfirmed =>
            "The ADT feed says that this chart was merged into another, and the EHR's FHIR API does not say so. When it does, replay with the chart that survived as corrections.patient; "
            + "if there was no merge, replay as it is.",
        FaultReason.PatientUnknown => "The EHR knows no patient under this id. Find out under which id it has the patient, or whether it has the patient at all.",
        FaultReason.NotMapped => "The message has something that this kind of EHR has no word for. Replay it with corrections, or change the connection's settings.",
        FaultReason.Refused => "The EHR refused the message as it stands. See its code and the element; replay with corrections, or file it by hand.",
        FaultReason.GaveUp => "The EHR could not be reached, or failed, until the attempts ran out. Mend the connection, then replay.",
        FaultReason.Defect => "The gateway could not make a request of this message. Report it with the code.",
    };

    /// <summary>Which corrections can mend it.</summary>
    public static ImmutableArray<string> CorrectableBy(FaultReason reason) => reason switch
    {
        FaultReason.PatientMerged or FaultReason.MergeUnconfirmed => ["patient"],
        FaultReason.NotMapped or FaultReason.Refused => ["recipients", "category", "patient"],
        FaultReason.PatientUnknown or FaultReason.ChartClosed or FaultReason.GaveUp or FaultReason.Defect => [],
    };

    /// <summary>The EHR's own number, if it gave one; else that of HL7's table of errors.</summary>
    public static string? EhrCodeOf(string? fault) => CodeBehind(Ehr, fault) ?? CodeBehind(Hl7, fault)?.Split('-')[0];

    /// <summary>The fault alone, whatever was done when it came.</summary>
    public static string WithoutStep(string fault) =>
        Steps.FirstOrDefault(step => fault.StartsWith(step, StringComparison.Ordinal)) is { } begun ? fault[begun.Length..] : fault;

    private static string? CodeBehind(string prefix, string? fault)
    {
        var at = fault?.LastIndexOf(prefix, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : fault![(at + prefix.Length)..];
    }
}
