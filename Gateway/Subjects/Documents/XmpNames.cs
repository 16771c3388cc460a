using System.Text;
using System.Xml;

namespace Gateway.Subjects.Documents;

/// <summary>
/// The XMP packet of a file. It stands in every kind of file as plain text that may be searched for (XMP specification, part 1), and is read
/// as a stream, so that its depth does not matter.
/// </summary>
internal static class XmpNames
{
    private const int LongestPacket = 256 * 1024;
    private const int MostNodes = 20_000;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestPacket,
    };

    /// <summary>The texts of the packet, and whether each says who is shown.</summary>
    public static IReadOnlyList<(bool IsShown, string Text)> Read(ReadOnlySpan<byte> data)
    {
        var found = new List<(bool, string)>();
        var start = data.IndexOf("<x:xmpmeta"u8);
        var length = start < 0 ? -1 : data[start..Math.Min(data.Length, start + LongestPacket)].IndexOf("</x:xmpmeta>"u8);
        if (length < 0)
        {
            return found;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(data.Slice(start, length)) + "</x:xmpmeta>"), Safe);
            Collect(reader, found);
        }
        catch (XmlException)
        {
            // What was read before the fault counts.
        }

        return found;
    }

    private static void Collect(XmlReader reader, List<(bool, string)> found)
    {
        var elements = new Stack<string>();
        for (var nodes = 0; nodes < MostNodes && reader.Read(); nodes++)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    CollectAttributes(reader, found);
                    if (!reader.IsEmptyElement)
                    {
                        elements.Push(reader.LocalName);
                    }

                    break;
                case XmlNodeType.EndElement:
                    elements.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    if (elements.FirstOrDefault(name => name is not ("li" or "Alt" or "Bag" or "Seq" or "Description")) is { } holder && Says(holder) is { } isShown)
                    {
                        found.Add((isShown, reader.Value));
                    }

                    break;
            }
        }
    }

    private static void CollectAttributes(XmlReader reader, List<(bool, string)> found)
    {
        while (reader.MoveToNextAttribute())
        {
            if (Says(reader.LocalName) is { } isShown)
            {
                found.Add((isShown, reader.Value));
            }
        }

        reader.MoveToElement();
    }

    // IPTC's and Microsoft's fields for people, and the faces of the Metadata Working Group; then Dublin Core's and Photoshop's for words.
    private static bool? Says(string property) => property switch
    {
        "PersonInImage" or "PersonDisplayName" or "Name" => true,
        "title" or "description" or "subject" or "Headline" or "UserComment" => false,
        _ => null,
    };
}
