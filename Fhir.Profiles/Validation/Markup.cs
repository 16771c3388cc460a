using System.Xml;
using System.Xml.Linq;

namespace Fhir.Profiles.Validation;

/// <summary>Reads a narrative.</summary>
internal static class Markup
{
    // A client wrote it: nothing outside the text itself may be read.
    private static readonly XmlReaderSettings Closed = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Whether there is something to see: text, or an image.</summary>
    public static bool HasText(string markup)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(markup), Closed);
            var root = XElement.Load(reader);
            return !string.IsNullOrWhiteSpace(root.Value) || root.Descendants().Any(element => element.Name.LocalName == "img");
        }
        catch (XmlException)
        {
            // That it is no XHTML at all is txt-1's to tell.
            return true;
        }
    }
}
