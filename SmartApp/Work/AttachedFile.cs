using System.Globalization;
using Hl7.Fhir.Model;

namespace SmartApp.Work;

/// <summary>What pages show of a file: a small picture itself, of anything else the kind and size.</summary>
internal static class AttachedFile
{
    private const int SmallPicture = 300 * 1024;

    // No SVG: it is a document, and no picture.
    private static readonly string[] _pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static bool IsSmallPicture(Attachment file) => file.Data is { Length: > 0 and <= SmallPicture } && _pictures.Contains(file.ContentType);

    public static string DataAddressOf(Attachment file) => $"data:{file.ContentType};base64,{Convert.ToBase64String(file.Data!)}";

    /// <summary>Null where nobody says.</summary>
    public static string? SizeOf(Attachment file) => (file.Data?.Length ?? (file.SizeElement as UnsignedInt)?.Value) switch
    {
        null => null,
        < 1024 => "1 kB",
        { } bytes and < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} kB"),
        { } bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d / 1024d:0.0} MB"),
    };
}
