using System.IO.Compression;

namespace Gateway.Subjects.Documents;

/// <summary>What is inside gzip and zip attachments, up to a limit; null beyond it, or if it cannot be unpacked.</summary>
internal static class PackedFiles
{
    private const int MostFiles = 100;

    public static bool IsGzip(ReadOnlySpan<byte> data) => data is [0x1F, 0x8B, 8, ..];

    public static bool IsZip(ReadOnlySpan<byte> data) => data is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    /// <summary>The files of a package, with their names; an office document is one package, and no file of it counts by itself.</summary>
    public static IReadOnlyList<PackedFile>? Unpack(byte[] data, int most)
    {
        try
        {
            return IsGzip(data) ? UnpackGzip(data, most) : UnpackZip(data, most);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static List<PackedFile>? UnpackGzip(byte[] data, int most)
    {
        using var packed = new MemoryStream(data, writable: false);
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        return ReadUpTo(stream, most) is { Length: > 0 } content ? [new PackedFile(null, content)] : null;
    }

    private static List<PackedFile>? UnpackZip(byte[] data, int most)
    {
        using var packed = new MemoryStream(data, writable: false);
        using var zip = new ZipArchive(packed, ZipArchiveMode.Read);
        if (zip.Entries.Any(entry => entry.FullName is "[Content_Types].xml" or "mimetype"))
        {
            return [];
        }

        var files = new List<PackedFile>();
        var left = most;
        foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0))
        {
            if (files.Count == MostFiles || entry.IsEncrypted)
            {
                return null;
            }

            using var stream = entry.Open();
            if (ReadUpTo(stream, left) is not { } content)
            {
                return null;
            }

            left -= content.Length;
            files.Add(new PackedFile(entry.Name, content));
        }

        return files;
    }

    private static byte[]? ReadUpTo(Stream stream, int most)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > most)
            {
                return null;
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}

/// <summary>A file in a package.</summary>
internal sealed record PackedFile(string? Name, byte[] Content);
