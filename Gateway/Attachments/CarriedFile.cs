using System.Collections;
using System.Globalization;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Attachments;

/// <summary>A file within a message: an attachment or a Binary, wherever it stands.</summary>
/// <param name="Data">Its bytes.</param>
/// <param name="ContentType">What it says it is.</param>
/// <param name="Expression">FHIRPath of the bytes.</param>
/// <param name="Replace">Puts other bytes in their place.</param>
internal sealed record CarriedFile(byte[] Data, string? ContentType, string Expression, Action<byte[]> Replace)
{
    /// <summary>
    /// All files of a message, in its order. It walks, instead of listing elements, so that a file in an extension, or in an answer of a contained
    /// questionnaire, is none that nobody looked at.
    /// </summary>
    public static IReadOnlyList<CarriedFile> In(Communication message)
    {
        List<CarriedFile> files = [];
        Walk(message, "Communication", files);
        return files;
    }

    private static void Walk(object? value, string path, List<CarriedFile> files)
    {
        switch (value)
        {
            case Base element:
                Add(element, path, files);
                foreach (var (name, child) in element.EnumerateElements())
                {
                    Walk(child, $"{path}.{name}", files);
                }

                break;
            case IEnumerable list and not (string or byte[]):
                var index = 0;
                foreach (var item in list)
                {
                    Walk(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), files);
                }

                break;
        }
    }

    private static void Add(Base element, string path, List<CarriedFile> files)
    {
        switch (element)
        {
            case Attachment { Data: { } data } attachment:
                files.Add(new CarriedFile(data, attachment.ContentType, $"{path}.data", bytes => Put(attachment, bytes)));
                break;
            case Binary { Data: { } data } binary:
                files.Add(new CarriedFile(data, binary.ContentType, $"{path}.data", bytes => binary.Data = bytes));
                break;
        }
    }

    // Size and hash are of the bytes that were sent; they would be wrong of others.
    private static void Put(Attachment attachment, byte[] bytes)
    {
        attachment.Data = bytes;
        attachment.SizeElement = attachment.SizeElement is null ? null : AttachmentSize.Of(bytes.Length);
        attachment.HashElement = null;
    }
}
