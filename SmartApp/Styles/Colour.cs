using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartApp.Styles;

/// <summary>A colour as SMART and our style write it, <c>#rrggbb</c> or <c>#rgb</c>, and how well two of them are told apart.</summary>
internal readonly partial record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Null for anything else: no name, no function, nothing that a style sheet would read on from.</summary>
    public static Colour? Parse(string? text)
    {
        if (text is null || !Hex().IsMatch(text))
        {
            return null;
        }

        var digits = text.Length == 4 ? string.Concat(text[1..].Select(digit => $"{digit}{digit}")) : text[1..];
        return new Colour(Byte(digits[..2]), Byte(digits[2..4]), Byte(digits[4..]));
    }

    /// <summary>The contrast of WCAG 2: 1 to 21.</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (lighter, darker) = (Math.Max(one.Luminance, other.Luminance), Math.Min(one.Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel) => channel / 255d is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);

    private static byte Byte(string digits) => byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\z")]
    private static partial Regex Hex();
}
