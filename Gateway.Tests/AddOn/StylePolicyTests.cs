using Gateway.Tests.Support;
using SmartApp.Styles;

namespace Gateway.Tests.AddOn;

/// <summary>What of an EHR's style is taken on, without a page.</summary>
public sealed class StylePolicyTests
{
    [Fact]
    public void The_colours_that_are_reckoned_with_are_those_of_the_style_sheet()
    {
        var light = File.ReadAllText(Repository.PathOf("SmartApp/Assets/app.css")).Split("@media")[0];

        Assert.All(StylePolicy.Ours, colour => Assert.Contains($"--{colour.Key}: {colour.Value};", light, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("color_background", "#f4f8f4", "paper", "#f4f8f4")]
    [InlineData("color_background", "#FFF", "paper", "#ffffff")]
    [InlineData("color_text", "#000000", "ink", "#000000")]
    [InlineData("color_highlight", "#14532d", "link", "#14532d")]
    [InlineData("color_error", "#8a1010", "alarm", "#8a1010")]
    [InlineData("color_success", "#14532d", "good", "#14532d")]
    [InlineData("dim_border_radius", "0px", "round", "0rem")]
    [InlineData("dim_border_radius", "0.5em", "round", "0.5rem")]
    [InlineData("dim_font_size", "18px", "size", "1.125rem")]
    [InlineData("dim_spacing_size", "1rem", "gap", "1rem")]
    public void What_leaves_pages_readable_is_taken_on(string told, string value, string here, string expected) =>
        Assert.Equal(expected, StylePolicy.Of(new Dictionary<string, string> { [told] = value })[here]);

    [Theory]
    [InlineData("color_background", "#111111")]
    [InlineData("color_background", "#99a0a0")]
    [InlineData("color_text", "#8a9299")]
    [InlineData("color_highlight", "#ffff00")]
    [InlineData("color_error", "#ff8080")]
    [InlineData("color_success", "#7cff7c")]
    [InlineData("color_text", "black")]
    [InlineData("color_text", "#12345")]
    [InlineData("color_text", "#000000;} body { display: none")]
    [InlineData("color_text", "#000000\n")]
    [InlineData("color_text", "url(https://evil.example/x)")]
    [InlineData("color_text", "rgb(0, 0, 0)")]
    [InlineData("dim_font_size", "3px")]
    [InlineData("dim_font_size", "40px")]
    [InlineData("dim_font_size", "100%")]
    [InlineData("dim_spacing_size", "calc(1px + 1px)")]
    [InlineData("dim_border_radius", "-1px")]
    [InlineData("dim_border_radius", "12px; color: red")]
    [InlineData("paper", "#ffffff")]
    public void What_would_not_or_is_no_such_value_means_nothing(string told, string value) =>
        Assert.Empty(StylePolicy.Of(new Dictionary<string, string> { [told] = value }));

    [Fact]
    public void Each_colour_is_judged_with_those_that_were_taken_before()
    {
        // Each would do with ours; the two together would not.
        var taken = StylePolicy.Of(new Dictionary<string, string> { ["color_background"] = "#e4e4e4", ["color_highlight"] = "#0e7490" });

        Assert.Equal("#e4e4e4", taken.GetValueOrDefault("paper"));
        Assert.DoesNotContain("link", taken.Keys);
    }

    [Fact]
    public void The_sheet_has_lengths_always_and_colours_in_light() => Assert.Equal(
        ":root { --size: 1.125rem; }\n@media (prefers-color-scheme: light) { :root { --ink: #000000; } }\n",
        StylePolicy.SheetOf(new Dictionary<string, string> { ["size"] = "1.125rem", ["ink"] = "#000000", ["mark"] = "#ffffff" }));
}
