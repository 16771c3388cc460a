using System.Buffers;

namespace Gateway.Mllp;

/// <summary>Cuts a stream of bytes into MLLP's frames, however they arrive. Pure: whoever reads the socket feeds it.</summary>
/// <param name="largest">The most bytes that the content of a frame may have.</param>
internal sealed class FrameReader(int largest)
{
    public const byte Start = 0x0B;
    public const byte End = 0x1C;
    public const byte Return = 0x0D;

    private readonly ArrayBufferWriter<byte> content = new();
    private Place place = Place.Between;

    private enum Place
    {
        Between,
        Inside,
        BehindEnd,
        Lost,
    }

    /// <summary>True while a frame has begun and not ended.</summary>
    public bool IsInside => place is Place.Inside or Place.BehindEnd;

    /// <summary>A content with the characters around it that make it a frame.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> content) => [Start, .. content, End, Return];

    /// <summary>Takes what was read. After a fault nothing on this connection can be told from anything else, and nothing more is read.</summary>
    /// <param name="bytes">As many as there are.</param>
    /// <param name="frames">Gets the content of each frame that they complete.</param>
    public FrameFault Feed(ReadOnlySpan<byte> bytes, ICollection<byte[]> frames)
    {
        foreach (var next in bytes)
        {
            if (Take(next, frames) is not FrameFault.None and var fault)
            {
                place = Place.Lost;
                content.ResetWrittenCount();
                return fault;
            }
        }

        return FrameFault.None;
    }

    private FrameFault Take(byte next, ICollection<byte[]> frames)
    {
        switch (place, next)
        {
            case (Place.Between, Start):
                place = Place.Inside;
                return FrameFault.None;
            case (Place.Between, Return or (byte)'\n'):
                // Some senders end a frame with a line of their own.
                return FrameFault.None;
            case (Place.Inside, End):
                place = Place.BehindEnd;
                return FrameFault.None;
            case (Place.Inside, not Start):
                return Keep(next);
            case (Place.BehindEnd, Return):
                frames.Add(content.WrittenSpan.ToArray());
                content.ResetWrittenCount();
                place = Place.Between;
                return FrameFault.None;
            default:
                return FrameFault.Malformed;
        }
    }

    private FrameFault Keep(byte next)
    {
        if (content.WrittenCount == largest)
        {
            return FrameFault.TooLarge;
        }

        content.GetSpan(1)[0] = next;
        content.Advance(1);
        return FrameFault.None;
    }
}

/// <summary>Why bytes are no frames.</summary>
internal enum FrameFault
{
    None,

    /// <summary>Bytes between frames, a start within one, or an end without its return.</summary>
    Malformed,

    TooLarge,
}
