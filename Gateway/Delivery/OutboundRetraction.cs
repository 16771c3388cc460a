using Gateway.References;

namespace Gateway.Delivery;

/// <summary>A message that is to be taken back out of the EHR, as it is handed to a connector.</summary>
/// <param name="Id">The gateway's id, by which the EHR holds it.</param>
/// <param name="Chart">The patient in whose chart it was filed.</param>
/// <param name="EhrId">The EHR's own id of it, if that is known.</param>
/// <param name="MayHaveArrived">An earlier attempt was begun: look for what it made before making it again.</param>
/// <param name="Content">The Communication as it stands now, without its content, as UTF-8 FHIR JSON.</param>
internal sealed record OutboundRetraction(MessageId Id, PatientId Chart, string? EhrId, bool MayHaveArrived, ReadOnlyMemory<byte> Content)
{
    /// <summary>Nobody saw the end of that attempt: what is not in the EHR may come there yet.</summary>
    public bool MayStillArrive { get; init; }
}
