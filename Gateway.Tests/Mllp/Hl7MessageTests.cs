using System.Text;
using Gateway.Mllp;

namespace Gateway.Tests.Mllp;

/// <summary>HL7 v2 messages, read and written.</summary>
public sealed class Hl7MessageTests
{
    private const string Header = @"MSH|^~\&|APP|FAC|||20261130||ADT^A08^ADT_A01|C1|P|2.5.1||||||UNICODE UTF-8";

    [Fact]
    public void Fields_are_counted_as_the_standard_counts_them()
    {
        var message = Read($"{Header}\rPID|1||123^^^MRN&1.2.3&ISO^MR~9^^^NHS||Smith^Susie\r");

        Assert.Equal(("APP", "ADT", "A08", "C1"), (message.Header.Text(3), message.Header.Text(9), message.Header.Text(9, 2), message.ControlId));
        var pid = message.First("PID")!;
        Assert.Equal(("123", "MRN", "1.2.3", "ISO"), (pid.Text(3), pid.Text(3, 4), pid.Text(3, 4, 2), pid.Text(3, 4, 3)));
        Assert.Equal(["123", "9"], pid.Repetitions(3).Select(number => number.Text(1)));
        Assert.Equal((string.Empty, string.Empty), (pid.Text(30), pid.Text(3, 9)));
        Assert.Null(message.First("MRG"));
    }

    [Fact]
    public void A_header_may_declare_other_separators()
    {
        var message = Read("MSH$*@!%$APP\rPID$1$$1*a%b@2$!F!!S!!T!!R!!E!\r");

        Assert.Equal(("1", "b", "$*%@!"), (message.First("PID")!.Text(3), message.First("PID")!.Text(3, 2, 2), message.First("PID")!.Text(4)));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a|b^c~d\\e&f", @"a\F\b\S\c\R\d\E\e\T\f")]
    [InlineData("one\r\ntwo\nthree", @"one\X0D\two\X0D\three")]
    [InlineData("tab\there", @"tab\X09\here")]
    [InlineData("\\X0D\\", @"\E\X0D\E\")]
    [InlineData("Ärger 頭痛", "Ärger 頭痛")]
    public void Text_structures_nothing_and_comes_back(string text, string written)
    {
        Assert.Equal(written, Hl7Separators.Usual.Escaped(text));
        Assert.Equal(text.ReplaceLineEndings("\r"), Hl7Separators.Usual.Unescaped(written));
    }

    [Theory]
    [InlineData(@"one\.br\two", "one\rtwo")]
    [InlineData(@"\H\loud\N\", "loud")]
    [InlineData(@"\XC3A4\", "ä")]
    [InlineData(@"\X1\odd", "odd")]
    [InlineData(@"\Zfoo\", "")]
    [InlineData(@"ends\", @"ends\")]
    public void Escapes_that_others_write_are_read(string written, string text) => Assert.Equal(text, Hl7Separators.Usual.Unescaped(written));

    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("PID|1\r")]
    [InlineData("MSH|^~\\&|APP")]
    [InlineData("MSH|^^^^|APP\r")]
    [InlineData("MSHAAAAAAPP\r")]
    [InlineData("MSH|^~\\&APP\rPID|1\r")]
    [InlineData(Header + "\rpid|1\r")]
    [InlineData(Header + "\rPID1\r")]
    [InlineData(Header + "\r\r\rPID|1\r")]
    [InlineData(Header + "\r" + Header + "\r")]
    public void What_is_no_message_is_not_read(string content) => Assert.False(Hl7Message.TryRead(Encoding.UTF8.GetBytes(content), out _));

    [Theory]
    [InlineData("8859/1", true)]
    [InlineData("UNICODE UTF-8", false)]
    [InlineData("", false)]
    [InlineData("8859/7", false)]
    public void Characters_are_those_that_the_header_says_or_none(string characters, bool isRead)
    {
        var content = Encoding.Latin1.GetBytes($"MSH|^~\\&|||||||ADT^A08|C1|P|2.5.1||||||{characters}\rPID|1||1||Ärger\r");

        Assert.Equal(isRead, Hl7Message.TryRead(content, out var message));
        Assert.Equal(isRead ? "Ärger" : null, message?.First("PID")!.Text(5));
    }

    [Fact]
    public void Lines_may_end_as_on_some_platforms() => Assert.Equal(2, Read($"{Header}\r\nPID|1\r\n").Segments.Length);

    [Fact]
    public void Any_bytes_at_all_are_read_or_not_and_nothing_is_thrown()
    {
        var random = new Random(20261130);
        var valid = Encoding.UTF8.GetBytes($"{Header}\rPID|1||123^^^MRN&1.2.3&ISO^MR~9^^^NHS||Smith^Susie\\F\\\rMRG|9^^^MRN\r");
        for (var round = 0; round < 5000; round++)
        {
            var bytes = valid.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (Hl7Message.TryRead(bytes.AsSpan(0, random.Next(bytes.Length + 1)), out var message))
            {
                Assert.All(message.Segments, segment => Enumerable.Range(1, 20).ToList().ForEach(field => segment.Repetitions(field).ToList().ForEach(value => value.Text(4, 2))));
            }
        }
    }

    private static Hl7Message Read(string content) => Hl7Message.TryRead(Encoding.UTF8.GetBytes(content), out var message) ? message : throw new Xunit.Sdk.XunitException("No message.");
}
