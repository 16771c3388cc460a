using System.Text;

namespace Gateway.Subjects.Documents;

/// <summary>Text of bytes of which nobody says for sure how they are encoded.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>By a byte order mark, else by the pattern of zeros, else UTF-8, else Latin-1, in which every byte is a letter.</summary>
    public static string Read(ReadOnlySpan<byte> data) => data switch
    {
        [0xEF, 0xBB, 0xBF, .. var utf8] => Utf8OrLatin1(utf8),
        [0xFF, 0xFE, 0, 0, .. var utf32] => Encoding.UTF32.GetString(utf32),
        [0xFF, 0xFE, .. var little] => Encoding.Unicode.GetString(little),
        [0xFE, 0xFF, .. var big] => Encoding.BigEndianUnicode.GetString(big),
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(data),
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(data),
        _ => Utf8OrLatin1(data),
    };

    /// <summary>The text of a file that says that it is nothing else; null of any other.</summary>
    public static string? IfPlain(byte[] data, string? contentType) =>
        contentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true ? Read(data) : null;

    private static string Utf8OrLatin1(ReadOnlySpan<byte> data)
    {
        try
        {
            return StrictUtf8.GetString(data);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(data);
        }
    }
}
