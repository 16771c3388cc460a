using Gateway.References;

namespace Gateway.Tests.References;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("2020", "2020-05-17", true)]
    [InlineData("2020-05", "2020-05-17", true)]
    [InlineData("2020-05-17", "2020-05-17", true)]
    [InlineData("2020-05-17", "2020-05-18", false)]
    [InlineData("2019", "2020-05-17", false)]
    [InlineData("2020-06", "2020-05-17", false)]
    public void Two_dates_agree_as_far_as_both_say_anything(string one, string other, bool agree) =>
        Assert.Equal(agree, Date(one).Agrees(Date(other)));

    [Theory]
    [InlineData("2010-11-22", 16)]
    [InlineData("2010-11-23", 15)]
    [InlineData("2010-11", 15)]
    [InlineData("2010", 15)]
    public void Age_counts_completed_years_and_makes_nobody_older(string birth, int age) =>
        Assert.Equal(age, Date(birth).AgeOn(new DateOnly(2026, 11, 22)));

    [Fact]
    public void A_period_ends_with_the_last_day_its_end_can_mean() => Assert.Equal(new DateOnly(2024, 2, 29), Date("2024-02").LastDay());

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("20x0")]
    [InlineData("2020-13")]
    [InlineData("2021-02-29")]
    [InlineData("0000")]
    public void What_is_no_date_is_refused(string text) => Assert.False(PartialDate.TryParse(text, out _));

    [Theory]
    [InlineData("19880304", "1988-03-04")]
    [InlineData("198803041200-0500", "1988-03-04")]
    [InlineData("198803", "1988-03")]
    [InlineData("1988", "1988")]
    public void Hl7_dates_are_read_without_dashes(string compact, string date)
    {
        Assert.True(PartialDate.TryParseCompact(compact, out var parsed));
        Assert.Equal(Date(date), parsed);
    }

    private static PartialDate Date(string text)
    {
        Assert.True(PartialDate.TryParse(text, out var date));
        return date;
    }
}
