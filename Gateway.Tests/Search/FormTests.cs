using Gateway.Search.Indexing;
using Gateway.Search.Queries;

namespace Gateway.Tests.Search;

/// <summary>The forms in which values are stored and asked for.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00.000000Z", "2026-12-31T23:59:59.999999Z")]
    [InlineData("2024-02", "2024-02-01T00:00:00.000000Z", "2024-02-29T23:59:59.999999Z")]
    [InlineData("2026-03-14", "2026-03-14T00:00:00.000000Z", "2026-03-14T23:59:59.999999Z")]
    [InlineData("2026-03-14T10:15", "2026-03-14T10:15:00.000000Z", "2026-03-14T10:15:59.999999Z")]
    [InlineData("2026-03-14T10:15:30+02:00", "2026-03-14T08:15:30.000000Z", "2026-03-14T08:15:30.999999Z")]
    [InlineData("2026-03-14T10:15:30 02:00", "2026-03-14T08:15:30.000000Z", "2026-03-14T08:15:30.999999Z")]
    [InlineData("2026-03-14T10:15:30.5Z", "2026-03-14T10:15:30.500000Z", "2026-03-14T10:15:30.500999Z")]
    [InlineData("2026-03-14T10:15:30.1234567Z", "2026-03-14T10:15:30.123456Z", "2026-03-14T10:15:30.123456Z")]
    [InlineData("9999", "9999-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z")]
    public void A_date_is_a_range_as_wide_as_its_precision(string text, string low, string high)
    {
        Assert.True(DateForm.TryParse(text, out var range));
        Assert.Equal((low, high), ($"{range.Low.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z", $"{range.High.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("0000")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-14T")]
    [InlineData("2026-03-14T25:00:00Z")]
    [InlineData("2026-03-14T10:15:30.Z")]
    [InlineData("2026-03-14T10:15:30+99:00")]
    [InlineData("yesterday")]
    public void What_is_no_date_is_none(string text) => Assert.False(DateForm.TryParse(text, out _));

    [Fact]
    public void The_edges_of_time_do_not_overflow()
    {
        Assert.True(DateForm.TryParse("0001-01-01T00:00:00+14:00", out var first));
        Assert.True(DateForm.TryParse("9999-12-31T23:59:59-12:00", out var last));
        Assert.Equal(DateTimeOffset.MinValue, first.Low);
        Assert.True(last.Low <= last.High);
    }

    [Theory]
    [InlineData("  Réfill\tof  IBUPROFEN ", "refill of ibuprofen")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź ĲSSEL Phở", "lodz ijssel pho")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("Ωμέγα", "ωμέγα")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, TextForm.Fold(text));

    [Fact]
    public void Long_values_are_cut_to_what_still_tells_them_apart()
    {
        var (one, other) = (new string('a', 250) + "1", new string('a', 250) + "2");

        Assert.Equal(TextForm.Longest, TextForm.Cut(one).Length);
        Assert.NotEqual(TextForm.Cut(one), TextForm.Cut(other));
        Assert.Equal("short", TextForm.Cut("sh\0ort"));
        Assert.False(char.IsHighSurrogate(TextForm.Visible(new string('a', 166) + "😀😀😀")[^1]));
    }

    [Theory]
    [InlineData("Patient/1", "Patient/1")]
    [InlineData("Patient/1/_history/4", "Patient/1")]
    [InlineData("http://gateway.test/fhir/Patient/1/_history/4", "Patient/1")]
    [InlineData("http://elsewhere.test/Patient/1/_history/4", "http://elsewhere.test/Patient/1")]
    [InlineData("urn:uuid:1", "urn:uuid:1")]
    [InlineData("#p", null)]
    [InlineData("", null)]
    public void A_reference_has_one_form(string reference, string? form) => Assert.Equal(form, ReferenceForm.Of(reference, SearchBed.Bases));

    [Theory]
    [InlineData("abc", "abd")]
    [InlineData("a\ud7ff", "a\ue000")]
    [InlineData("a😀", "a😁")]
    public void What_begins_so_lies_before_what_comes_after(string beginning, string after) => Assert.Equal(after, EntryQueries.After(beginning));
}
