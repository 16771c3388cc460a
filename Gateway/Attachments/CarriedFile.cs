using System.Globalization;
using Hl7.Fhir.Model;

namespace Gateway.Attachments;

/// <summary>A file within a message: an attachment, a contained Binary, or the content of a contained document.</summary>
/// <param name="Data">Its bytes.</param>
/// <param name="ContentType">What it says it is.</param>
/// <param name="Expression">FHIRPath of the bytes.</param>
/// <param name="Replace">Puts other bytes in their place.</param>
internal sealed record CarriedFile(byte[] Data, string? ContentType, string Expression, Action<byte[]> Replace)
{
    /// <summary>All files of a message, in its order.</summary>
    public static IEnumerable<CarriedFile> In(Communication message)
    {
        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.Content is Attachment { Data: { } data } attachment)
            {
                yield return new CarriedFile(data, attachment.ContentType, At("payload", index, ".content.data"), bytes => Put(attachment, bytes));
            }
        }

        foreach (var (index, contained) in message.Contained.Index())
        {
            if (contained is Binary { Data: { } data } binary)
            {
                yield return new CarriedFile(data, binary.ContentType, At("contained", index, ".data"), bytes => binary.Data = bytes);
            }

            foreach (var (number, content) in ((contained as DocumentReference)?.Content ?? []).Index())
            {
                if (content.Attachment is { Data: { } document } attachment)
                {
                    yield return new CarriedFile(
                        document,
                        attachment.ContentType,
                        At("contained", index, string.Create(CultureInfo.InvariantCulture, $".content[{number}].attachment.data")),
                        bytes => Put(attachment, bytes));
                }
            }
        }
    }

    // Size and hash are of the bytes that were sent; they would be wrong of others.
    private static void Put(Attachment attachment, byte[] bytes)
    {
        attachment.Data = bytes;
        attachment.Size = attachment.Size is null ? null : bytes.Length;
        attachment.HashElement = null;
    }

    private static string At(string element, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]{rest}");
}
