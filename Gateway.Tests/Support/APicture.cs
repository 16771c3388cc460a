using System.Buffers.Binary;
using System.Text;

namespace Gateway.Tests.Support;

/// <summary>Pictures without a picture: the headers and metadata that cameras and programs write.</summary>
internal static class APicture
{
    /// <summary>A JPEG with these segments: marker and content.</summary>
    public static byte[] Jpeg(params (byte Marker, byte[] Content)[] segments)
    {
        var file = new List<byte> { 0xFF, 0xD8 };
        foreach (var (marker, content) in segments)
        {
            file.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);
        }

        file.AddRange([0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
        return [.. file];
    }

    /// <summary>EXIF's ImageDescription.</summary>
    public static (byte Marker, byte[] Content) Described(string text)
    {
        var value = Encoding.UTF8.GetBytes(text + "\0");
        byte[] directory = [1, 0, 0x0E, 0x01, 2, 0, .. Little(value.Length), .. Little(26), 0, 0, 0, 0];
        return (0xE1, [.. "Exif\0\0"u8, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, .. directory, .. value]);
    }

    /// <summary>IPTC's caption, within Photoshop's segment.</summary>
    public static (byte Marker, byte[] Content) Captioned(string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        byte[] record = [0x1C, 2, 120, (byte)(value.Length >> 8), (byte)value.Length, .. value];
        byte[] padded = record.Length % 2 == 0 ? record : [.. record, 0];
        return (0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, (byte)(record.Length >> 8), (byte)record.Length, .. padded]);
    }

    public static (byte Marker, byte[] Content) WithXmp(string packet) => (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(packet)]);

    public static string XmpShowing(params string[] people) => $"""
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Peter Baker</rdf:li></rdf:Seq></dc:creator>
        <Iptc4xmpExt:PersonInImage><rdf:Bag>{string.Concat(people.Select(person => $"<rdf:li>{person}</rdf:li>"))}</rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>
        """;

    /// <summary>A PNG with these chunks, without their sums.</summary>
    public static byte[] Png(params (string Kind, byte[] Content)[] chunks)
    {
        var file = new List<byte> { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 };
        foreach (var (kind, content) in chunks.Prepend(("IHDR", new byte[13])).Append(("IEND", [])))
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
            file.AddRange([.. length, .. Encoding.ASCII.GetBytes(kind), .. content, 0, 0, 0, 0]);
        }

        return [.. file];
    }

    private static byte[] Little(int value) => BitConverter.GetBytes(value);
}
