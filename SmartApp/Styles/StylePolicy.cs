using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartApp.Styles;

/// <summary>Takes of an EHR's style what leaves every page readable: colours one by one, and lengths within bounds. The rest means nothing. Pure.</summary>
internal static partial class StylePolicy
{
    /// <summary>WCAG's AA for text; and for what is no text, as the ring around what has the focus.</summary>
    private const double Readable = 4.5;
    private const double Visible = 3;

    private const double PixelsInRem = 16;

    /// <summary>The colours of <c>app.css</c> in light; a test holds them together.</summary>
    public static readonly FrozenDictionary<string, string> Ours = new Dictionary<string, string>
    {
        ["ink"] = "#14212b",
        ["faint"] = "#465766",
        ["paper"] = "#fbfcfc",
        ["card"] = "#ffffff",
        ["soft"] = "#eef3f5",
        ["accent"] = "#0b5c74",
        ["accent-ink"] = "#ffffff",
        ["link"] = "#0b5c74",
        ["focus"] = "#b45309",
        ["alarm"] = "#9b1c1c",
        ["alarm-soft"] = "#fdecec",
        ["alarm-ink"] = "#ffffff",
        ["warn-soft"] = "#fff5df",
        ["good"] = "#1d6138",
        ["good-soft"] = "#e7f5ec",
    }.ToFrozenDictionary();

    private static readonly string[] _grounds = ["paper", "card", "soft", "alarm-soft", "warn-soft", "good-soft"];

    /// <summary>Which stands on which.</summary>
    private static readonly (string Above, string Below)[] _texts =
    [
        .. from above in new[] { "ink", "faint", "link" } from below in _grounds select (above, below),
        .. from below in new[] { "paper", "card", "soft", "alarm-soft" } select ("alarm", below),
        .. from below in new[] { "paper", "card", "good-soft" } select ("good", below),
        ("accent", "card"), ("accent-ink", "accent"), ("alarm-ink", "alarm"),
    ];

    /// <summary>What each of SMART's colours is here, in the order in which they are tried.</summary>
    private static readonly (string Told, string[] Here)[] _colours =
    [
        ("color_background", ["paper"]), ("color_text", ["ink"]), ("color_highlight", ["accent", "link"]), ("color_error", ["alarm"]), ("color_success", ["good"]),
    ];

    /// <summary>And each of its lengths, with the least and the most, in pixels.</summary>
    private static readonly (string Told, string Here, double Least, double Most)[] _lengths =
        [("dim_border_radius", "round", 0, 24), ("dim_font_size", "size", 15, 24), ("dim_spacing_size", "gap", 6, 24)];

    /// <param name="told">The members of the EHR's document.</param>
    /// <returns>Values by the names of our variables, ready for a style sheet.</returns>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> told)
    {
        var taken = new Dictionary<string, string>();
        var palette = Ours.ToDictionary(one => one.Key, one => Colour.Parse(one.Value)!.Value);
        foreach (var (name, here) in _colours)
        {
            if (Colour.Parse(told.GetValueOrDefault(name)) is not { } colour)
            {
                continue;
            }

            var wished = new Dictionary<string, Colour>(palette);
            foreach (var variable in here)
            {
                wished[variable] = colour;
            }

            if (IsReadable(wished))
            {
                palette = wished;
                foreach (var variable in here)
                {
                    taken[variable] = colour.ToString();
                }
            }
        }

        foreach (var (name, here, least, most) in _lengths)
        {
            if (PixelsIn(told.GetValueOrDefault(name)) is { } pixels && pixels >= least && pixels <= most)
            {
                taken[here] = string.Create(CultureInfo.InvariantCulture, $"{pixels / PixelsInRem:0.####}rem");
            }
        }

        return taken;
    }

    /// <summary>The style sheet: lengths always, colours in light, for which they were made.</summary>
    public static string SheetOf(IReadOnlyDictionary<string, string> taken)
    {
        var (colours, lengths) = (taken.Where(one => Ours.ContainsKey(one.Key)), taken.Where(one => _lengths.Any(length => length.Here == one.Key)));
        return $":root {{ {Declared(lengths)}}}\n@media (prefers-color-scheme: light) {{ :root {{ {Declared(colours)}}} }}\n";
    }

    private static string Declared(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Concat(values.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"--{one.Key}: {one.Value}; "));

    private static bool IsReadable(Dictionary<string, Colour> palette) =>
        _texts.All(pair => Colour.Contrast(palette[pair.Above], palette[pair.Below]) >= Readable)
        && _grounds.All(ground => Colour.Contrast(palette["focus"], palette[ground]) >= Visible);

    private static double? PixelsIn(string? text) => text is not null && Length().Match(text) is { Success: true } length
        ? double.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * (length.Groups[2].Value == "px" ? 1 : PixelsInRem)
        : null;

    [GeneratedRegex(@"\A([0-9]{1,3}(?:\.[0-9]{1,3})?)(px|rem|em)\z")]
    private static partial Regex Length();
}
