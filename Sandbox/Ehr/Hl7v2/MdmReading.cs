using System.Text.Json.Nodes;

namespace Sandbox.Ehr.Hl7v2;

/// <summary>What this EHR makes of a message, before it looks into its record.</summary>
internal abstract record MdmReading
{
    private MdmReading()
    {
    }

    /// <param name="ControlId">MSH-10.</param>
    /// <param name="System">The authority of the document's number.</param>
    /// <param name="Number">The document's number.</param>
    /// <param name="Patient">PID-3 of this EHR's own authority.</param>
    /// <param name="Family">PID-5.</param>
    /// <param name="Encounter">PV1-19, if there is one.</param>
    /// <param name="Content">The elements of a Communication that the document says; null for one that is cancelled.</param>
    public sealed record Document(string ControlId, string System, string Number, string Patient, string Family, string? Encounter, JsonObject? Content) : MdmReading;

    /// <summary>No message, or one of a kind that is not taken here.</summary>
    /// <param name="ControlId">MSH-10, if there is one.</param>
    /// <param name="Ack">AE or AR.</param>
    /// <param name="Error">Of table 0357.</param>
    /// <param name="Place">Segment, sequence and field.</param>
    public sealed record Wrong(string ControlId, string Ack, int Error, string Place) : MdmReading;
}
