using System.Globalization;
using System.Text;

namespace Gateway.Mllp;

/// <summary>The characters that structure an HL7 v2 message, and the escapes by which they are said as text (v2.5.1, chapter 2.7).</summary>
internal readonly record struct Hl7Separators(char Field, char Component, char Repetition, char Escape, char Subcomponent)
{
    public static readonly Hl7Separators Usual = new('|', '^', '~', '\\', '&');

    private const int Declared = 8;

    /// <summary>MSH-2.</summary>
    public string Encoding => $"{Component}{Repetition}{Escape}{Subcomponent}";

    /// <summary>Those that a header declares; null if it declares none that can be told apart.</summary>
    public static Hl7Separators? Of(string header)
    {
        if (header.Length < Declared || !header.StartsWith("MSH", StringComparison.Ordinal))
        {
            return null;
        }

        var characters = header[3..Declared];
        var areUsable = characters.Distinct().Count() == characters.Length && characters.All(character => char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character)));

        // Version 2.7 may add a truncation character.
        var ends = header.Length == Declared || header[Declared] == characters[0] || (header.Length > Declared + 1 && header[Declared + 1] == characters[0]);
        return areUsable && ends ? new Hl7Separators(characters[0], characters[1], characters[2], characters[3], characters[4]) : null;
    }

    /// <summary>A text as it may stand in a field: it structures nothing, and ends no segment.</summary>
    public string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\r"))
        {
            _ = MeaningOf(character) is { } name ? escaped.Append(Escape).Append(name).Append(Escape)
                : char.IsControl(character) && character < 0x80 ? escaped.Append(Escape).Append('X').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture)).Append(Escape)
                : escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>The text behind the escapes. Formatting is dropped, but for line breaks; an escape that never ends is text.</summary>
    public string Unescaped(string value)
    {
        if (!value.Contains(Escape, StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        var parts = value.Split(Escape);
        for (var index = 0; index < parts.Length; index++)
        {
            _ = index % 2 == 0 ? text.Append(parts[index]) : index == parts.Length - 1 ? text.Append(Escape).Append(parts[index]) : text.Append(TextOf(parts[index]));
        }

        return text.ToString();
    }

    private char? MeaningOf(char character) =>
        character == Field ? 'F' : character == Component ? 'S' : character == Subcomponent ? 'T' : character == Repetition ? 'R' : character == Escape ? 'E' : null;

    private string TextOf(string escape) => escape switch
    {
        "F" => Field.ToString(),
        "S" => Component.ToString(),
        "T" => Subcomponent.ToString(),
        "R" => Repetition.ToString(),
        "E" => Escape.ToString(),
        ".br" => "\r",
        ['X', .. { Length: > 0 } digits] when digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(digits)),
        _ => string.Empty,
    };
}
