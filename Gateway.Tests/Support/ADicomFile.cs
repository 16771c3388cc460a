using System.Text;

namespace Gateway.Tests.Support;

/// <summary>DICOM files that hold a patient and nothing else.</summary>
internal static class ADicomFile
{
    public static byte[] Of(string name, string id, string birth, string transferSyntax = "1.2.840.10008.1.2.1", bool withSequence = false)
    {
        var isImplicit = transferSyntax == "1.2.840.10008.1.2";
        return
        [
            .. new byte[128], .. "DICM"u8,
            .. Element(0x0002, 0x0010, "UI", transferSyntax, false),
            .. Element(0x0008, 0x0060, "CS", "CT", isImplicit),
            .. withSequence ? Sequence(isImplicit) : [],
            .. Element(0x0010, 0x0010, "PN", name, isImplicit),
            .. Element(0x0010, 0x0020, "LO", id, isImplicit),
            .. Element(0x0010, 0x0030, "DA", birth, isImplicit),
            .. Element(0x0020, 0x0010, "SH", "1", isImplicit),
        ];
    }

    // A sequence without a length, that names somebody within.
    private static byte[] Sequence(bool isImplicit) =>
    [
        .. Tag(0x0008, 0x1140), .. isImplicit ? [] : "SQ\0\0"u8.ToArray(), 0xFF, 0xFF, 0xFF, 0xFF,
        .. Tag(0xFFFE, 0xE000), 0xFF, 0xFF, 0xFF, 0xFF,
        .. Element(0x0010, 0x0010, "PN", "Nobody^Within", isImplicit),
        .. Element(0x0040, 0xA170, "LO", "x", isImplicit),
        .. Tag(0xFFFE, 0xE00D), 0, 0, 0, 0,
        .. Tag(0xFFFE, 0xE0DD), 0, 0, 0, 0,
    ];

    private static byte[] Element(ushort group, ushort element, string kind, string value, bool isImplicit)
    {
        var content = Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + " ");
        return
        [
            .. Tag(group, element),
            .. isImplicit ? BitConverter.GetBytes(content.Length) : [.. Encoding.ASCII.GetBytes(kind), .. BitConverter.GetBytes((ushort)content.Length)],
            .. content,
        ];
    }

    private static byte[] Tag(ushort group, ushort element) => [.. BitConverter.GetBytes(group), .. BitConverter.GetBytes(element)];
}
