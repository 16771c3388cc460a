using System.Collections.Immutable;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Photoshop;
using MetadataExtractor.IO;

namespace Gateway.Subjects.Documents;

/// <summary>
/// What is written into a picture about whom it shows: EXIF and IPTC of a JPEG, text of a PNG, and XMP of any kind of file. Who took it, and
/// where, is nobody's name here.
/// </summary>
internal static class PictureNames
{
    private const int LongestText = 400;
    private const int MostTexts = 60;
    private const int MostSegments = 64;
    private const int MostTags = 1_000;

    private static readonly int[] ExifTexts =
    [
        ExifDirectoryBase.TagImageDescription, ExifDirectoryBase.TagUserComment, ExifDirectoryBase.TagWinTitle, ExifDirectoryBase.TagWinComment,
        ExifDirectoryBase.TagWinSubject, ExifDirectoryBase.TagWinKeywords,
    ];

    private static readonly int[] IptcTexts = [IptcDirectory.TagCaption, IptcDirectory.TagHeadline, IptcDirectory.TagObjectName, IptcDirectory.TagKeywords];

    public static bool IsPicture(ReadOnlySpan<byte> data) => IsJpeg(data) || PngTexts.Starts(data)
        || data is [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..]
        || (data.Length > 12 && data.Slice(4, 4).SequenceEqual("ftyp"u8));

    public static ImmutableArray<NameClaim> Read(byte[] data)
    {
        var claims = ImmutableArray.CreateBuilder<NameClaim>();
        foreach (var (isShown, text) in XmpNames.Read(data).Concat((IsJpeg(data) ? JpegTexts(data) : PngTexts.Read(data)).Select(text => (false, text))))
        {
            if (!string.IsNullOrWhiteSpace(text) && claims.Count < MostTexts)
            {
                claims.Add(new NameClaim(
                    string.Empty, isShown ? NameSource.Shown : NameSource.Caption, text.Length > LongestText ? text[..LongestText] : text));
            }
        }

        return claims.DrainToImmutable();
    }

    private static bool IsJpeg(ReadOnlySpan<byte> data) => data is [0xFF, 0xD8, 0xFF, ..];

    // A segment of a JPEG is 64 KB at most, and one that is full of tags is left out: so what the library recurses into is small. Of other
    // kinds of picture it is not, and so only JPEGs go there.
    private static List<string> JpegTexts(byte[] data)
    {
        try
        {
            using var stream = new MemoryStream(data, writable: false);
            List<JpegSegment> segments =
            [
                .. JpegSegmentReader.ReadSegments(new SequentialStreamReader(stream), [JpegSegmentType.App1, JpegSegmentType.AppD, JpegSegmentType.Com])
                    .Where(segment => !segment.Bytes.AsSpan().StartsWith("http://ns.adobe.com/"u8) && segment.Bytes.AsSpan().Count((byte)'<') <= MostTags)
                    .Take(MostSegments),
            ];
            var found = new List<MetadataExtractor.Directory>();
            foreach (var reader in (IJpegSegmentMetadataReader[])[new ExifReader(), new PhotoshopReader(), new JpegCommentReader()])
            {
                found.AddRange(reader.ReadJpegSegments([.. segments.Where(segment => reader.SegmentTypes.Contains(segment.Type))]));
            }

            return
            [
                .. found.OfType<ExifDirectoryBase>().SelectMany(directory => ExifTexts.Select(tag => directory.GetDescription(tag))).OfType<string>(),
                .. found.OfType<IptcDirectory>().SelectMany(directory => IptcTexts.Select(tag => directory.GetDescription(tag))).OfType<string>(),
                .. found.OfType<JpegCommentDirectory>().Select(directory => directory.GetDescription(JpegCommentDirectory.TagComment)).OfType<string>(),
            ];
        }
#pragma warning disable CA1031 // A broken picture is met with exceptions of many types; it is a picture all the same.
        catch (Exception)
        {
            return [];
        }
#pragma warning restore CA1031
    }
}
