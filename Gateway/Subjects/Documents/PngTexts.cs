using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gateway.Subjects.Documents;

/// <summary>The text chunks of a PNG (tEXt, zTXt, iTXt), each up to a limit.</summary>
internal static class PngTexts
{
    private const int MostChunks = 5_000;
    private const int MostText = 16 * 1024;
    private const int HeaderAndSum = 12;

    private static readonly string[] NotAbout = ["Software", "Author", "Copyright", "Source", "Creation Time", "XML:com.adobe.xmp"];

    public static bool Starts(ReadOnlySpan<byte> data) => data is [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..];

    public static IEnumerable<string> Read(byte[] data)
    {
        if (!Starts(data))
        {
            yield break;
        }

        var at = 8;
        for (var count = 0; count < MostChunks && at <= data.Length - HeaderAndSum; count++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
            if (length > data.Length - at - HeaderAndSum)
            {
                yield break;
            }

            if (TextOf(Encoding.ASCII.GetString(data, at + 4, 4), data.AsSpan(at + 8, (int)length)) is { } text)
            {
                yield return text;
            }

            at += HeaderAndSum + (int)length;
        }
    }

    private static string? TextOf(string kind, ReadOnlySpan<byte> chunk)
    {
        var end = chunk.IndexOf((byte)0);
        if (kind is not ("tEXt" or "zTXt" or "iTXt") || end < 0 || NotAbout.Contains(Encoding.Latin1.GetString(chunk[..end])))
        {
            return null;
        }

        var rest = chunk[(end + 1)..];
        return kind switch
        {
            "tEXt" => TextBytes.Read(rest[..Math.Min(rest.Length, MostText)]),
            "zTXt" when rest.Length > 1 => Unpacked(rest[1..]),
            "iTXt" when rest.Length > 2 => International(rest),
            _ => null,
        };
    }

    // A flag and a method, then the language and the translated keyword, each ended by a zero.
    private static string? International(ReadOnlySpan<byte> rest)
    {
        var isPacked = rest[0] == 1;
        var text = rest[2..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var zero = text.IndexOf((byte)0);
            if (zero < 0)
            {
                return null;
            }

            text = text[(zero + 1)..];
        }

        return isPacked ? Unpacked(text) : TextBytes.Read(text[..Math.Min(text.Length, MostText)]);
    }

    private static string? Unpacked(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            var text = new byte[MostText];
            return TextBytes.Read(text.AsSpan(0, stream.ReadAtLeast(text, MostText, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
