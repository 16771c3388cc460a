namespace Sandbox.Ehr.Hl7v2;

/// <summary>One segment, read apart from the gateway's own code, so that a mistake there does not agree with itself.</summary>
internal sealed class Hl7Line
{
    private readonly string[] _fields;

    public Hl7Line(string text)
    {
        _fields = text.Split('|');
        if (Name == "MSH")
        {
            // MSH-1 is the separator itself.
            _fields = ["MSH", "|", .. _fields[1..]];
        }
    }

    public string Name => _fields[0];

    /// <summary>As it is written.</summary>
    public string Raw(int field) => field < _fields.Length ? _fields[field] : "";

    public string Text(int field, int component = 1, int part = 1) => Of(Raw(field), component, part);

    public string[] Repetitions(int field) => Raw(field).Split('~');

    /// <summary>A part of a component of one repetition, as text.</summary>
    public static string Of(string repetition, int component, int part = 1) =>
        Unescaped(repetition.Split('^').ElementAtOrDefault(component - 1)?.Split('&').ElementAtOrDefault(part - 1) ?? "");

    /// <summary>False for an escape that is not one of those that this EHR knows, or does not end.</summary>
    public static bool IsWellEscaped(string value)
    {
        var pieces = value.Split('\\');
        return pieces.Length % 2 == 1 && pieces.Where((_, index) => index % 2 == 1).All(escape => Meaning(escape) is not null);
    }

    private static string Unescaped(string value) =>
        string.Concat(value.Split('\\').Select((piece, index) => index % 2 == 0 ? piece : Meaning(piece) ?? ""));

    private static string? Meaning(string escape) => escape switch
    {
        "F" => "|",
        "S" => "^",
        "T" => "&",
        "R" => "~",
        "E" => "\\",
        ['X', var high, var low] when char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low) => ((char)Convert.ToByte($"{high}{low}", 16)).ToString(),
        _ => null,
    };
}
