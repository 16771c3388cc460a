using System.Diagnostics;
using Gateway.References;
using Gateway.Subjects.Identifiers;

namespace Gateway.Tests.Subjects.Identifiers;

public sealed class IdentifierReaderTests
{
    [Theory]
    [InlineData("3/14/2019", "2019-3-14")]
    [InlineData("14/3/2019", "2019-3-14")]
    [InlineData("3/4/2019", "2019-3-4 2019-4-3")]
    [InlineData("3-4-19", "2019-3-4 2019-4-3 1919-3-4 1919-4-3")]
    [InlineData("2019-03-14", "2019-3-14")]
    [InlineData("March 14, 2019", "2019-3-14")]
    [InlineData("Mar. 14th 2019", "2019-3-14")]
    [InlineData("14 March 2019", "2019-3-14")]
    [InlineData("14th of march, 2019", "2019-3-14")]
    [InlineData("14 de marzo de 2019", "2019-3-14")]
    [InlineData("marzo 14 del 2019", "2019-3-14")]
    [InlineData("sept 2 1999", "1999-9-2")]
    [InlineData("03142019", "2019-3-14")]
    [InlineData("20190314", "2019-3-14")]
    [InlineData("2/29/2020", "2020-2-29")]
    [InlineData("2/29/2019", "")]
    [InlineData("13/13/2019", "")]
    [InlineData("150/90", "")]
    [InlineData("maybe 14 2019", "")]
    [InlineData("1.5", "")]
    [InlineData("3/14", "")]
    public void A_date_is_read_as_people_write_it(string text, string readings) => Assert.Equal(
        readings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
        (WrittenDate.At(text, 0)?.Readings ?? []).Select(day => $"{day.Year}-{day.Month}-{day.Day}").Order());

    [Theory]
    [InlineData("0012345", "12345", true)]
    [InlineData("123-45-6", "123456", true)]
    [InlineData("mrn12345", "12345", true)]
    [InlineData("MRN-12345", "mrn 12345", true)]
    [InlineData("12345", "123456", false)]
    [InlineData("0007", "7", false)]
    [InlineData("", "", false)]
    public void Numbers_agree_without_dashes_and_leading_zeros(string one, string other, bool agree) => Assert.Equal(agree, WrittenNumber.Agree(one, other));

    [Theory]
    [InlineData("My knee hurts.")]
    [InlineData("My knee hurts since 2019, 3/14/2019 to be exact.")]
    [InlineData("I was born to run 5000 m")]
    [InlineData("MRN")]
    [InlineData("What is my MRN? I am 38.")]
    [InlineData("dob:")]
    [InlineData("")]
    public void Without_label_and_value_there_is_no_identifier(string text) => Assert.Empty(IdentifierReader.Read(text));

    [Fact]
    public void A_label_and_its_value_may_stand_on_two_lines()
    {
        var found = IdentifierReader.Read("Name: Susie\nDate of birth:\n3/14/2019\nMRN: 1234567");

        Assert.Equal([IdentifierKind.Birth, IdentifierKind.Record], found.Select(one => one.Kind));
        Assert.Equal(new PartialDate(2019, 3, 14), Assert.Single(found[0].Days));
        Assert.Equal("1234567", found[1].Number);
    }

    public static TheoryData<string> Hostile =>
    [
        "dob ", "mrn ", "mrn 1", "born ", "dob 1/", "my dob's of for of for ", "1/1/2", "date of birth of my my my ", "D\u0301o\u0301b\u0301 1 ", "\u202edob 1/1/2000 ", "mrn 1-1-1-",
        "dob\n\n", "medical record ", "1",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_megabyte_of_anything_is_read_in_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        IdentifierReader.Read(text);
        var start = Stopwatch.GetTimestamp();

        Assert.InRange(IdentifierReader.Read(text).Length, 0, 20);

        // Bounded generously: quadratic work would take minutes.
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
    }
}
