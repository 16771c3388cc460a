using System.Xml;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Gateway.Resources;

/// <summary>
/// Writes strings as they are: a patient's leading space or last line break stays, since the evidence of a decision is given as
/// offsets into the text. What XML cannot write at all (control characters) becomes U+FFFD, one for one.
/// </summary>
internal sealed class UntrimmedXmlSerializer() : BaseFhirXmlSerializer(ModelInfo.ModelInspector)
{
    private const char Replacement = '\uFFFD';

    protected override void SerializePrimitiveValue(string elementName, object value, XmlWriter writer)
    {
        if (value is string text)
        {
            writer.WriteAttributeString(elementName, null, Writable(text));
        }
        else
        {
            base.SerializePrimitiveValue(elementName, value, writer);
        }
    }

    private static string Writable(string text)
    {
        foreach (var character in text)
        {
            if (!IsWritable(character))
            {
                return string.Create(text.Length, text, static (written, text) =>
                {
                    for (var i = 0; i < text.Length; i++)
                    {
                        written[i] = IsWritable(text[i]) ? text[i] : Replacement;
                    }
                });
            }
        }

        return text;
    }

    private static bool IsWritable(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
