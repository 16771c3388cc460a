using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Charts;
using Gateway.Connections;
using Gateway.Mllp;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Delivery.Dialects;

/// <summary>
/// Files in an EHR that takes HL7 v2 documents over MLLP. Nothing can be read back there: what may have arrived is sent again under the same
/// document number, by which the receiver knows it (ADR 0056).
/// </summary>
internal sealed class Hl7v2Connector(
    EhrClient ehr, EhrResources resources, MdmDialect dialect, MllpClient receiver, ImmutableHashSet<string> transient, TimeProvider clock)
    : IEhrConnector, IDisposable
{
    /// <summary>The directory has no number of this patient's that the receiver would know.</summary>
    public const string NoNumber = FaultReasons.NotMapped + "pid-3";

    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) => WithPatientAsync(
        message.Chart,
        async patient => await AskAsync(dialect.Notification(message, patient, clock.GetUtcNow()), MdmDialect.ControlIdOf("T02", message.Chart, message.Id), cancellationToken) switch
        {
            // The number is the gateway's own, so what has it is this message.
            AckVerdict.Taken or AckVerdict.Known => new SendResult.Delivered(message.Id.Value),
            AckVerdict.NoSuchDocument none => new SendResult.Refused(none.Fault),
            AckVerdict.Refused refused => new SendResult.Refused(refused.Fault, refused.Element),
            AckVerdict.Later later => new SendResult.Failed(later.Fault),
            AckVerdict.Unrelated unrelated => new SendResult.Failed(unrelated.Fault),
            _ => throw new UnreachableException(),
        },
        cancellationToken);

    public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) => WithPatientAsync(
        retraction.Chart,
        async patient => await AskAsync(dialect.Cancellation(retraction, patient, clock.GetUtcNow()), MdmDialect.ControlIdOf("T11", retraction.Chart, retraction.Id), cancellationToken) switch
        {
            AckVerdict.Taken => new SendResult.Retracted(retraction.Id.Value),

            // Surely not there: nothing is to be taken back.
            AckVerdict.NoSuchDocument => new SendResult.Retracted(null),

            // What it has is the document itself, which is in effect still.
            AckVerdict.Known known => new SendResult.Refused($"retract-{known.Fault}"),
            AckVerdict.Refused refused => new SendResult.Refused($"retract-{refused.Fault}", refused.Element),
            AckVerdict.Later later => new SendResult.Failed(later.Fault),
            AckVerdict.Unrelated unrelated => new SendResult.Failed(unrelated.Fault),
            _ => throw new UnreachableException(),
        },
        cancellationToken);

    public void Dispose() => receiver.Dispose();

    // Asked anew for each message: a document names its patient, and a chart that was merged away meanwhile is nobody's.
    private async Task<SendResult> WithPatientAsync(PatientId chart, Func<Patient, Task<SendResult>> sendAsync, CancellationToken cancellationToken) =>
        await ehr.ReadAsync(chart.Key.ToString(), cancellationToken) switch
        {
            EhrAnswer.Found found when FhirJson.ReadLenient<Patient>(found.Content) is { } patient =>
                resources.ReplacedBy(patient) is not null ? new SendResult.Refused(FaultReasons.PatientMerged, "Communication.subject")
                : dialect.NumbersOf(patient).IsEmpty ? new SendResult.Refused(NoNumber, "Communication.subject")
                : await sendAsync(patient),
            EhrAnswer.Found => new SendResult.Failed("patient-unreadable"),
            EhrAnswer.NotFound or EhrAnswer.Gone => new SendResult.Refused(FaultReasons.PatientUnknown, "Communication.subject"),
            EhrAnswer.Refused refused => EhrFault.IsChartClosed(refused.Code) ? new SendResult.Refused(refused.Code) : new SendResult.Failed($"patient-{refused.Code}"),
            EhrAnswer.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => throw new UnreachableException(),
        };

    private async Task<AckVerdict> AskAsync(byte[] message, string controlId, CancellationToken cancellationToken)
    {
        AckVerdict Judge(byte[] frame) => AckPolicy.Of(Acknowledgement.Read(frame), controlId, transient);

        return await receiver.AskAsync(message, frame => Judge(frame) is not AckVerdict.Unrelated, cancellationToken) switch
        {
            MllpAnswer.Frame frame => Judge(frame.Content),
            MllpAnswer.None none => new AckVerdict.Later(none.Fault),
            _ => throw new UnreachableException(),
        };
    }
}
