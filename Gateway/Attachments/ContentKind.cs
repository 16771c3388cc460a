using System.Text;
using MetadataExtractor.Util;

namespace Gateway.Attachments;

/// <summary>What a file is by its first bytes, whatever it is said to be.</summary>
internal static class ContentKind
{
    private const int LongestPrologue = 512;

    private static readonly (byte[] Start, string Type)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ("PK\u0003\u0004"u8.ToArray(), "application/zip"),
        ([0x1F, 0x8B], "application/gzip"),
        ("MZ"u8.ToArray(), "application/vnd.microsoft.portable-executable"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "application/x-elf"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "application/x-mach-binary"),
        ([0xCF, 0xFA, 0xED, 0xFE], "application/x-mach-binary"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
        ("#!"u8.ToArray(), "text/x-shellscript"),
        ("7z\u00BC\u00AF"u8.ToArray(), "application/x-7z-compressed"),
        ("Rar!"u8.ToArray(), "application/vnd.rar"),
    ];

    private static readonly string[] Markup = ["<!doctype html", "<html", "<script", "<svg", "<iframe"];

    /// <summary>The media type; null for what has no signature, such as plain text, or is not known.</summary>
    public static string? Of(byte[] data)
    {
        var start = data.AsSpan();
        foreach (var (signature, type) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                return type;
            }
        }

        if (data.Length > 132 && start.Slice(128, 4).SequenceEqual("DICM"u8))
        {
            return "application/dicom";
        }

        return IsMarkup(start) ? "text/html" : MediaType(data);
    }

    private static bool IsMarkup(ReadOnlySpan<byte> data)
    {
        var prologue = Encoding.ASCII.GetString(data[..Math.Min(data.Length, LongestPrologue)]).TrimStart('?', ' ', '\r', '\n', '\t');
        return Markup.Any(tag => prologue.StartsWith(tag, StringComparison.OrdinalIgnoreCase));
    }

    private static string? MediaType(byte[] data)
    {
        using var stream = new MemoryStream(data, writable: false);
        return FileTypeDetector.DetectFileType(stream).GetMimeType();
    }
}
