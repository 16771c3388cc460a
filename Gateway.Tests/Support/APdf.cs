using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Gateway.Tests.Support;

/// <summary>PDF files, written by hand so that tests can also write what no program would.</summary>
internal static class APdf
{
    /// <summary>How long a test waits for a file that can be read: one that runs beside it may keep the reader busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public const string Font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

    /// <summary>A page with these lines; a tab goes to the next column.</summary>
    public static byte[] Saying(params string[] lines)
    {
        var content = new StringBuilder("BT /F1 10 Tf\n");
        foreach (var (row, line) in lines.Index())
        {
            foreach (var (column, cell) in line.Split('\t').Index())
            {
                var text = cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
                content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {60 + (240 * column)} {740 - (18 * row)} Tm ({text}) Tj\n");
            }
        }

        return Page(Packed(Encoding.Latin1.GetBytes(content.Append("ET").ToString())));
    }

    /// <summary>A page with this content stream; further objects have numbers from 6 on.</summary>
    public static byte[] Page(byte[] content, string resources = "/Font << /F1 5 0 R >>", string font = Font, params byte[][] more) => Of(
    [
        "<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"u8.ToArray(),
        Encoding.ASCII.GetBytes($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << {resources} >> >>"),
        content,
        Encoding.ASCII.GetBytes(font),
        .. more,
    ]);

    public static byte[] Of(IReadOnlyList<byte[]> objects, string trailer = "")
    {
        using var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));
        Write("%PDF-1.7\n");
        var places = new List<long>();
        foreach (var (index, content) in objects.Index())
        {
            places.Add(file.Position);
            Write($"{index + 1} 0 obj\n");
            file.Write(content);
            Write("\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            Write($"{place:D10} 00000 n \n");
        }

        Write($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public static byte[] Plain(byte[] content, string entries = "") =>
        [.. Encoding.ASCII.GetBytes($"<< /Length {content.Length} {entries} >>\nstream\n"), .. content, .. "\nendstream"u8];

    public static byte[] Packed(byte[] content, string entries = "") => Plain(Deflated(content), $"{entries} /Filter /FlateDecode");

    public static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>So many megabytes of blanks, in a few kilobytes.</summary>
    public static byte[] DeflatedBlanks(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var megabyte = new byte[1024 * 1024];
            Array.Fill(megabyte, (byte)' ');
            for (var count = 0; count < megabytes; count++)
            {
                stream.Write(megabyte);
            }
        }

        return packed.ToArray();
    }
}
