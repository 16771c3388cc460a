using System.Text;

namespace Gateway.Mllp;

/// <summary>Writes an HL7 v2 message in UTF-8, segment by segment.</summary>
internal sealed class Hl7Writer
{
    private static readonly Hl7Separators Separators = Hl7Separators.Usual;

    private readonly StringBuilder text = new();

    /// <summary>Adds a segment with these fields, by their numbers in ascending order; what is empty at its end is left out.</summary>
    public Hl7Writer Add(string segment, params ReadOnlySpan<(int Number, Hl7Value Value)> fields)
    {
        text.Append(segment);

        // The header's first two fields are the separators.
        var written = 0;
        if (segment == "MSH")
        {
            text.Append(Separators.Field).Append(Separators.Encoding);
            written = 2;
        }

        foreach (var (number, value) in fields)
        {
            if (!value.IsEmpty)
            {
                text.Append(Separators.Field, number - written).Append(value.ToString());
                written = number;
            }
        }

        text.Append('\r');
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());
}
