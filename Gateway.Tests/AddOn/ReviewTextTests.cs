using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;
using SmartApp.Inbox;
using SmartApp.Review;

namespace Gateway.Tests.AddOn;

/// <summary>What reviewers are shown and choose, without a page.</summary>
public sealed class ReviewTextTests
{
    [Fact]
    public void Evidence_is_marked_where_it_stands()
    {
        Assert.Equal([("Johnny", true), (" got a ", false), ("fever", true), (" today", false)], Highlights.In("Johnny got a fever today", [(0, 6), (13, 5)]));
        Assert.Equal([("a", false), ("bcd", true), ("e", false)], Highlights.In("abcde", [(1, 2), (2, 2)]));
    }

    [Fact]
    public void What_points_beside_the_text_marks_nothing_and_no_character_is_cut_in_half()
    {
        Assert.Equal([("ab", false)], Highlights.In("ab", [(7, 3), (2, int.MaxValue)]));
        Assert.Equal([("a", false), ("😀", true), ("b", false)], Highlights.In("a😀b", [(1, 1)]));
        Assert.Empty(Highlights.In("", [(0, 1)]));
    }

    [Fact]
    public void Sentences_end_at_points_and_lines_and_not_within_numbers()
    {
        const string Text = "Johnny got a fever today, 38.5 degrees. My knee hurts!\nWhat now?  ";

        Assert.Equal(
            ["Johnny got a fever today, 38.5 degrees.", "My knee hurts!", "What now?"],
            Sentences.In(Text).Select(span => Text.Substring(span.Start, span.Length)));
        Assert.Empty(Sentences.In(" \n "));
    }

    [Fact]
    public void A_choice_survives_from_one_step_to_the_next()
    {
        var chosen = Choice.Read(Form(("kind", "split"), ("piece.0.0.24", "johnny-smith"), ("piece.0.25.14", "susie-smith"), ("piece.1", "")))!;
        var again = Choice.Read(Form([.. chosen.Fields]))!;

        Assert.Equal(chosen.Pieces, again.Pieces);
        Assert.Equal(["part", "part"], again.ToParameters().Parameter.Select(parameter => parameter.Name));
        Assert.Equal("Patient/johnny-smith", ((ResourceReference)again.ToParameters().Parameter[0].Part[0].Value!).Reference);
    }

    [Theory]
    [InlineData("redirect", "chart", "")]
    [InlineData("release", "reason", "")]
    [InlineData("split", "piece.0", "susie-smith")]
    [InlineData("erase", "reason", "other")]
    public void What_is_incomplete_is_no_choice(string kind, string field, string value) => Assert.Null(Choice.Read(Form(("kind", kind), (field, value))));

    [Theory]
    [InlineData("2026-01-31", 1, true)]
    [InlineData("2024-12-01", 15, true)]
    [InlineData("1988-03-01", 38, false)]
    [InlineData("1988-03-02", 37, false)]
    [InlineData("1988", 38, false)]
    public void Age_is_told_in_months_for_the_small(string born, int number, bool months) =>
        Assert.Equal((number, months), AgePolicy.On(born, new DateOnly(2026, 3, 1)));

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("2027")]
    [InlineData("2026-03-02")]
    public void Who_is_not_born_has_no_age(string? born) => Assert.Null(AgePolicy.On(born, new DateOnly(2026, 3, 1)));

    private static KeyValuePair<string, StringValues>[] Form(params (string Name, string Value)[] fields) =>
        [.. fields.Select(field => KeyValuePair.Create(field.Name, new StringValues(field.Value)))];
}
