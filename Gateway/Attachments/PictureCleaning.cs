using System.Buffers.Binary;
using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.IO;

namespace Gateway.Attachments;

/// <summary>
/// Takes out of a picture what is no picture: place, time, device, names, thumbnails, comments. Pixels stay as they are, byte for byte, for
/// nothing is decoded; how a phone held the camera stays too, or the picture would lie on its side. What cannot be walked is left alone.
/// </summary>
internal static class PictureCleaning
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfPicture = 0xD9;

    private static readonly string[] PngTexts = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"];
    private static readonly string[] WebpTexts = ["EXIF", "XMP "];

    /// <summary>The picture without its metadata; the same array if it had none, or is not of a kind that is known.</summary>
    public static byte[] Clean(byte[] picture) => picture switch
    {
        [0xFF, 0xD8, 0xFF, ..] => CleanJpeg(picture),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => CleanPng(picture),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => CleanWebp(picture),
        _ => picture,
    };

    private static byte[] CleanJpeg(byte[] picture)
    {
        var kept = new MemoryStream(picture.Length);
        kept.Write(picture.AsSpan(0, 2));
        var at = 2;
        while (SegmentAt(picture, at) is { } segment)
        {
            if (!IsBesidePixels(segment.Marker, picture.AsSpan(at, segment.Length)))
            {
                kept.Write(picture.AsSpan(at, segment.Length));
            }

            at += segment.Length;
            if (segment.Marker == StartOfScan)
            {
                var scanned = ScanFrom(picture, at);
                kept.Write(picture.AsSpan(at, scanned));
                at += scanned;
            }
        }

        // What follows the end of the picture is another one, or a film of the moment: it is left out with what it says of itself.
        if (at + 2 <= picture.Length && picture[at] == 0xFF && picture[at + 1] == EndOfPicture)
        {
            kept.Write(picture.AsSpan(at, 2));
            at = picture.Length;
        }

        if (at < picture.Length || kept.Length == picture.Length)
        {
            return picture;
        }

        var cleaned = kept.ToArray();
        return OrientationOf(picture) is { } orientation and not 1 ? [.. cleaned[..2], .. ExifWith(orientation), .. cleaned[2..]] : cleaned;
    }

    private static (byte Marker, int Length)? SegmentAt(byte[] picture, int at) =>
        at + 4 <= picture.Length && picture[at] == 0xFF && picture[at + 1] is not (EndOfPicture or 0xFF)
        && 2 + BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2)) is var length && at + length <= picture.Length
            ? (picture[at + 1], length)
            : null;

    // Pixels run up to the next marker; 0xFF00 is a pixel's, and D0 to D7 only mark time.
    private static int ScanFrom(byte[] picture, int at)
    {
        var end = at;
        while (end + 1 < picture.Length && (picture[end] != 0xFF || picture[end + 1] is 0 or (>= 0xD0 and <= 0xD7)))
        {
            end++;
        }

        return end - at;
    }

    // APP0 (JFIF), a colour profile in APP2, and APP14 (Adobe's colour transform) say how to show the pixels. The others, and comments, do not.
    private static bool IsBesidePixels(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 or 0xEE => false,
        0xE2 => !segment[4..].StartsWith("ICC_PROFILE\0"u8),
        >= 0xE1 and <= 0xEF or 0xFE => true,
        _ => false,
    };

    private static byte? OrientationOf(byte[] picture)
    {
        try
        {
            using var stream = new MemoryStream(picture, writable: false);
            var segments = JpegSegmentReader.ReadSegments(new SequentialStreamReader(stream), [JpegSegmentType.App1]);
            return new ExifReader().ReadJpegSegments(segments).OfType<ExifIfd0Directory>()
                .Select(directory => directory.TryGetByte(ExifDirectoryBase.TagOrientation, out var orientation) && orientation is >= 1 and <= 8 ? (byte?)orientation : null)
                .FirstOrDefault(found => found is not null);
        }
#pragma warning disable CA1031 // A broken picture is met with exceptions of many types; it is a picture all the same.
        catch (Exception)
        {
            return null;
        }
#pragma warning restore CA1031
    }

    // An EXIF segment with one tag, 0x0112, as short as the format allows (EXIF 2.3, 4.6.4).
    private static byte[] ExifWith(byte orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>A picture whose metadata cannot be taken out.</summary>
    public static bool Leaves(string type) => type is "image/heif" or "image/heic" or "image/tiff";

    private static byte[] CleanPng(byte[] picture) => Chunks(picture, 8, BinaryPrimitives.ReadUInt32BigEndian, typeFirst: false, besides: 12, PngTexts);

    private static byte[] CleanWebp(byte[] picture)
    {
        var cleaned = Chunks(picture, 12, BinaryPrimitives.ReadUInt32LittleEndian, typeFirst: true, besides: 8, WebpTexts);
        if (cleaned.Length != picture.Length)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(cleaned.AsSpan(4), (uint)(cleaned.Length - 8));
            // VP8X announces what follows: neither EXIF (bit 3) nor XMP (bit 2) any longer.
            if (cleaned.Length > 20 && cleaned.AsSpan(12, 4).SequenceEqual("VP8X"u8))
            {
                cleaned[20] &= 0b1111_0011;
            }
        }

        return cleaned;
    }

    private static byte[] Chunks(byte[] picture, int first, Func<ReadOnlySpan<byte>, uint> lengthOf, bool typeFirst, int besides, string[] unwanted)
    {
        var kept = new MemoryStream(picture.Length);
        kept.Write(picture.AsSpan(0, first));
        var at = first;
        while (at + besides <= picture.Length)
        {
            var type = Encoding.ASCII.GetString(picture, typeFirst ? at : at + 4, 4);
            var length = lengthOf(picture.AsSpan(typeFirst ? at + 4 : at));
            // RIFF pads chunks to even lengths.
            var whole = besides + length + (typeFirst ? length % 2 : 0);
            if (at + whole > picture.Length)
            {
                break;
            }

            if (!unwanted.Contains(type))
            {
                kept.Write(picture.AsSpan(at, (int)whole));
            }

            at += (int)whole;
            if (type == "IEND")
            {
                at = picture.Length;
            }
        }

        return at < picture.Length || kept.Length == picture.Length ? picture : kept.ToArray();
    }
}
