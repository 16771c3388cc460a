using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Gateway.Attachments;
using Gateway.Subjects.Documents;
using Gateway.Tests.Support;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Gateway.Tests.Attachments;

public sealed class PictureCleaningTests
{
    private static readonly byte[] Jfif = Encoding.Latin1.GetBytes("JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0");

    [Fact]
    public void A_jpeg_loses_what_is_written_beside_its_pixels()
    {
        var picture = APicture.Jpeg(
            (0xE0, Jfif), APicture.Described("CANARY at home"), APicture.Captioned("CANARY"), APicture.WithXmp(APicture.XmpShowing("CANARY")), (0xFE, "CANARY"u8.ToArray()),
            (0xE2, [.. "MPF\0"u8, .. "CANARY"u8]), (0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]), (0xDB, [1, 2, 3]));

        var cleaned = PictureCleaning.Clean(picture);

        Assert.DoesNotContain("CANARY", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.Equal(APicture.Jpeg((0xE0, Jfif), (0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]), (0xDB, [1, 2, 3])), cleaned);
        Assert.Empty(PictureNames.Read(cleaned));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    public void How_the_camera_was_held_stays(byte orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x0F, 0, 2, 0, 0, 0, 4, .. "ACME"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];

        var cleaned = PictureCleaning.Clean(APicture.Jpeg((0xE1, exif), (0xDB, [1])));

        using var stream = new MemoryStream(cleaned);
        var directory = Assert.Single(ImageMetadataReader.ReadMetadata(stream).OfType<ExifIfd0Directory>());
        Assert.Equal(orientation, directory.GetByte(ExifDirectoryBase.TagOrientation));
        Assert.Equal(1, directory.TagCount);
        Assert.Same(PictureCleaning.Clean(APicture.Jpeg((0xDB, [1]))).GetType(), cleaned.GetType());
    }

    [Fact]
    public void What_follows_the_end_of_a_picture_goes_too()
    {
        var picture = APicture.Jpeg((0xDB, [1]));

        Assert.Equal(picture, PictureCleaning.Clean([.. picture, .. "a film of the moment, with CANARY"u8]));
        Assert.Equal(APicture.Png(), PictureCleaning.Clean([.. APicture.Png(), .. "CANARY"u8]));
    }

    [Fact]
    public void A_png_loses_its_texts_and_keeps_its_pixels() => Assert.Equal(
        APicture.Png(("IDAT", [1, 2, 3]), ("pHYs", [4])),
        PictureCleaning.Clean(APicture.Png(("tEXt", "Author\0CANARY"u8.ToArray()), ("IDAT", [1, 2, 3]), ("eXIf", [1]), ("pHYs", [4]), ("iTXt", [1, 2]), ("tIME", [1]))));

    [Fact]
    public void A_webp_loses_exif_and_xmp_and_no_longer_announces_them()
    {
        var cleaned = PictureCleaning.Clean(Webp(("VP8X", [0b0000_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0]), ("VP8 ", [1, 2, 3]), ("EXIF", "CANARY!"u8.ToArray()), ("XMP ", "CANARY"u8.ToArray())));

        Assert.Equal(Webp(("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]), ("VP8 ", [1, 2, 3])), cleaned);
    }

    [Fact]
    public void A_picture_without_metadata_and_what_is_no_picture_stay_as_they_are()
    {
        foreach (var file in (byte[][])[APicture.Jpeg((0xE0, Jfif)), APicture.Png(), APdf.Saying("hello"), [], [0xFF, 0xD8, 0xFF], [.. "RIFF____WEBP"u8]])
        {
            Assert.Same(file, PictureCleaning.Clean(file));
        }
    }

    [Fact]
    public void A_broken_picture_harms_nobody() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        byte[][] starts = [[0xFF, 0xD8, 0xFF, 0xE1], [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], [.. "RIFF____WEBP"u8]];
        foreach (var start in starts)
        {
            byte[] file = [.. start, .. bytes];
            Assert.True(PictureCleaning.Clean(file).Length <= file.Length + 36);
        }
    });

    private static byte[] Webp(params (string Kind, byte[] Content)[] chunks)
    {
        var file = new List<byte>("RIFF____WEBP"u8.ToArray());
        foreach (var (kind, content) in chunks)
        {
            file.AddRange([.. Encoding.ASCII.GetBytes(kind), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]]);
        }

        var whole = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }
}
