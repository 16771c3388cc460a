using Gateway.References;

namespace Gateway.Delivery;

/// <summary>A message as it is handed to a connector.</summary>
/// <param name="Id">The gateway's id; the EHR holds it as a business identifier, by which an earlier arrival is found.</param>
/// <param name="Chart">The patient whose chart it is filed in.</param>
/// <param name="MayHaveArrived">An earlier send was begun: read back before sending again.</param>
/// <param name="Content">The Communication as UTF-8 FHIR JSON.</param>
internal sealed record OutboundMessage(MessageId Id, PatientId Chart, bool MayHaveArrived, ReadOnlyMemory<byte> Content)
{
    /// <summary>Nobody saw the end of that send: what is not in the EHR may come there yet.</summary>
    public bool MayStillArrive { get; init; }
}
