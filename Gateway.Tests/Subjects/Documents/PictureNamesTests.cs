using System.Diagnostics;
using System.Text;
using Gateway.Subjects;
using Gateway.Subjects.Documents;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects.Documents;

public sealed class PictureNamesTests
{
    [Fact]
    public void A_jpeg_tells_by_exif_iptc_comment_and_xmp()
    {
        var names = PictureNames.Read(APicture.Jpeg(
            APicture.Described("Johnny's rash"), APicture.Captioned("Johnny, day two"), (0xFE, "Emma too"u8.ToArray()), APicture.WithXmp(APicture.XmpShowing("Johnny Smith"))));

        Assert.Equal(["Johnny's rash", "Johnny, day two", "Emma too"], names.Where(name => name.Source == NameSource.Caption).Select(name => name.Words));
        Assert.Equal(["Johnny Smith"], names.Where(name => name.Source == NameSource.Shown).Select(name => name.Words));
    }

    [Fact]
    public void A_png_tells_by_its_text_chunks_and_not_by_who_made_it()
    {
        var names = PictureNames.Read(APicture.Png(
            ("tEXt", "Title\0Johnny"u8.ToArray()),
            ("tEXt", "Author\0Peter Baker"u8.ToArray()),
            ("zTXt", [.. "Comment\0\0"u8, .. APdf.Deflated("Emma"u8.ToArray())]),
            ("iTXt", [.. "Description\0\0\0en\0\0"u8, .. "Luís"u8])));

        Assert.Equal(["Johnny", "Emma", "Luís"], names.Select(name => name.Words));
    }

    [Fact]
    public void Xmp_is_found_in_any_kind_of_picture() => Assert.Equal(
        ["Johnny Smith", "Emma"],
        PictureNames.Read([.. "RIFF\0\0\0\0WEBP"u8, .. Encoding.UTF8.GetBytes(APicture.XmpShowing("Johnny Smith", "Emma"))]).Select(name => name.Words));

    [Fact]
    public void Faces_that_a_program_named_are_people_shown() => Assert.Equal(
        NameSource.Shown,
        Assert.Single(PictureNames.Read(APicture.Jpeg(APicture.WithXmp(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:r='http://www.metadataworkinggroup.com/schemas/regions/'><r:Region r:Type='Face' r:Name='Johnny'/></x:xmpmeta>")))).Source);

    [Fact]
    public void A_picture_that_says_nothing_names_nobody() => Assert.Empty(PictureNames.Read(APicture.Jpeg()));

    public static TheoryData<string> Hostile => [.. Files.Keys];

    private static Dictionary<string, Func<byte[]>> Files { get; } = new()
    {
        ["300 MB of text in a chunk"] = () => APicture.Png(("zTXt", [.. "Comment\0\0"u8, .. APdf.DeflatedBlanks(300)])),
        ["a million chunks"] = () => APicture.Png([.. Enumerable.Repeat(("tEXt", "a\0b"u8.ToArray()), 200_000)]),
        ["a packet 200,000 deep"] = () => APicture.Jpeg([.. Enumerable.Range(0, 40).Select(_ => APicture.WithXmp("<x:xmpmeta xmlns:x='a'>" + string.Concat(Enumerable.Repeat("<a>", 20_000))))]),
        ["XMP as an entry of the directory"] = () => APicture.Jpeg(APicture.Described("<a>" + string.Concat(Enumerable.Repeat("<a>", 15_000)))),
        ["a packet with entities"] = () => [.. "RIFF\0\0\0\0"u8, .. Encoding.UTF8.GetBytes("<x:xmpmeta xmlns:x='a'><!DOCTYPE a [<!ENTITY b 'c'>]>&b;</x:xmpmeta>")],
        ["a megabyte of captions"] = () => APicture.Jpeg([.. Enumerable.Repeat(APicture.Captioned(new string('J', 60_000)), 16)]),
        ["a directory that points to itself"] = () => APicture.Jpeg((0xE1, [.. "Exif\0\0"u8, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0])),
        ["a chunk longer than the file"] = () => [.. APicture.Png()[..8], 0xFF, 0xFF, 0xFF, 0xFF, .. "tEXt"u8, .. new byte[20]],
        ["a cut jpeg"] = () => APicture.Jpeg(APicture.Described("Johnny"))[..20],
        ["zalgo"] = () => APicture.Jpeg((0xFE, Encoding.UTF8.GetBytes("J" + new string('\u0301', 20_000)))),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_broken_or_hostile_picture_is_a_picture_all_the_same(string name)
    {
        var file = Files[name]();
        var before = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();

        Assert.InRange(PictureNames.Read(file).Length, 0, 60);

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), name);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 512L * 1024 * 1024, name);
    }
}
