using System.Text;
using Gateway.Mllp;

namespace Gateway.Tests.Mllp;

/// <summary>How a stream of bytes is cut into frames.</summary>
public sealed class FrameReaderTests
{
    private const int Largest = 16;

    [Theory]
    [InlineData("<one>", "one")]
    [InlineData("<one><two>", "one two")]
    [InlineData("<one>\n\r<two>\n", "one two")]
    [InlineData("<one><tw", "one")]
    [InlineData("<>", "")]
    [InlineData("<exactly-sixteen!>", "exactly-sixteen!")]
    [InlineData("<seventeen-letters>", "fault TooLarge")]
    [InlineData("one>", "fault Malformed")]
    [InlineData("<one<two>", "fault Malformed")]
    [InlineData("<one;two>", "fault Malformed")]
    [InlineData("<one>two<three>", "one fault Malformed")]
    [InlineData("GET / HTTP/1.1", "fault Malformed")]
    public void Frames_are_found_however_they_arrive(string stream, string expected)
    {
        // < begins a frame, > ends it, and ; is an end without its return.
        var bytes = Encoding.ASCII.GetBytes(stream.Replace("<", "\v", StringComparison.Ordinal).Replace(">", "\u001c\r", StringComparison.Ordinal).Replace(';', '\u001c'));

        Assert.All([1, 2, 3, 7, bytes.Length], size => Assert.Equal(expected, Read(bytes, size)));
    }

    [Fact]
    public void After_a_fault_nothing_more_is_read()
    {
        var (reader, frames) = (new FrameReader(Largest), new List<byte[]>());

        Assert.Equal(FrameFault.Malformed, reader.Feed("x"u8, frames));
        Assert.Equal(FrameFault.Malformed, reader.Feed("\vone\u001c\r"u8, frames));
        Assert.Empty(frames);
    }

    [Fact]
    public void Whatever_comes_no_frame_is_larger_than_allowed_and_nothing_is_thrown()
    {
        var random = new Random(20261130);
        byte[] letters = [FrameReader.Start, FrameReader.End, FrameReader.Return, (byte)'a', (byte)'\n', 0, 255];
        for (var round = 0; round < 5000; round++)
        {
            var (reader, frames) = (new FrameReader(Largest), new List<byte[]>());
            var bytes = random.GetItems(letters, random.Next(80));

            reader.Feed(bytes, frames);

            Assert.All(frames, frame => Assert.InRange(frame.Length, 0, Largest));
        }
    }

    [Fact]
    public void What_is_framed_is_read_back() => Assert.Equal("one", Read(FrameReader.Frame("one"u8), 2));

    private static string Read(byte[] bytes, int size)
    {
        var (reader, frames, fault) = (new FrameReader(Largest), new List<byte[]>(), FrameFault.None);
        foreach (var chunk in bytes.Chunk(size).TakeWhile(_ => fault == FrameFault.None))
        {
            fault = reader.Feed(chunk, frames);
        }

        return string.Join(' ', [.. frames.Select(Encoding.ASCII.GetString), .. fault == FrameFault.None ? (string[])[] : [$"fault {fault}"]]);
    }
}
