using System.Collections.Frozen;
using System.Reflection;
using System.Xml;
using Hl7.Fhir.Model;

namespace Gateway.Conformance.OpenApi;

/// <summary>What FHIR says of its types and elements, from the documentation files of the SDK that lie beside its assemblies.</summary>
internal static class ElementTexts
{
    private static readonly Lazy<FrozenDictionary<string, string>> Loaded = new(Load);

    public static string? Of(Type type) => Find($"T:{NameOf(type)}");

    /// <summary>The text of an element; null where the SDK says nothing.</summary>
    public static string? Of(PropertyInfo element) => Find($"P:{NameOf(element.DeclaringType!)}.{element.Name}");

    private static string? Find(string member) => Loaded.Value.GetValueOrDefault(member);

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static FrozenDictionary<string, string> Load()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in (Assembly[])[typeof(Communication).Assembly, typeof(Bundle).Assembly, typeof(Coding).Assembly])
        {
            var file = Path.ChangeExtension(assembly.Location, ".xml");
            if (File.Exists(file))
            {
                using var reader = XmlReader.Create(file);
                Read(reader, texts);
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Read(XmlReader reader, Dictionary<string, string> texts)
    {
        while (reader.ReadToFollowing("member"))
        {
            var member = reader.GetAttribute("name")!;
            if (member[0] is 'P' or 'T' && member.AsSpan(2).StartsWith("Hl7.Fhir.Model.") && reader.ReadToDescendant("summary"))
            {
                texts[member] = string.Join(' ', reader.ReadInnerXml().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }
}
