using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>How large an attachment is said to be. R4 has a number there; the library's own property takes it for R5's and breaks on it, and so is banned.</summary>
internal static class AttachmentSize
{
    /// <summary>In bytes; null if nothing is said.</summary>
    public static int? Read(Attachment attachment) => (attachment.SizeElement as UnsignedInt)?.Value;

    public static UnsignedInt? Of(int? bytes) => bytes is { } known ? new UnsignedInt(known) : null;
}
