using System.IO.Compression;

namespace Gateway.Subjects.Documents;

/// <summary>How long packed bytes get, found out without keeping them.</summary>
internal static class ZlibLength
{
    public static bool IsWithin(Memory<byte> input, int most)
    {
        using var packed = new MemoryStream(input.ToArray(), writable: false);
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            return Drain(unpacked, most);
        }
        catch (InvalidDataException)
        {
            // What has no zlib header, or a broken end, the library tries to read in its own way.
            packed.Position = Math.Min(2, packed.Length);
            using var raw = new DeflateStream(packed, CompressionMode.Decompress);
            try
            {
                return Drain(raw, most);
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }
    }

    private static bool Drain(Stream stream, int most)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var inAll = 0;
        while (stream.Read(buffer) is > 0 and var count)
        {
            inAll += count;
            if (inAll > most)
            {
                return false;
            }
        }

        return true;
    }
}
