using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Gateway.References;
using Gateway.Subjects.Naming;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Gateway.Subjects;

/// <summary>CDA documents and FHIR resources attached as XML. DTDs and external entities are refused.</summary>
internal static class XmlDocuments
{
    private const string CdaNamespace = "urn:hl7-org:v3";
    private const string FhirNamespace = "http://hl7.org/fhir";
    private static readonly FhirXmlDeserializer Lenient = new(new DeserializerSettings().UsingMode(DeserializationMode.Recoverable));

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
    };

    /// <summary>The FHIR parser recurses into what it reads; documents that people write are a few dozen deep.</summary>
    private const int DeepestElement = 200;

    private const int MostPatients = 200;

    public static AttachedDocument Read(byte[] data)
    {
        try
        {
            if (IsTooDeep(data))
            {
                return new AttachedDocument.Unreadable();
            }

            using var stream = new MemoryStream(data);
            using var reader = XmlReader.Create(stream, Safe);
            var root = XDocument.Load(reader).Root!;
            return root.Name.NamespaceName switch
            {
                CdaNamespace => ReadCda(root),
                FhirNamespace => ReadFhir(root),
                _ => new AttachedDocument.Unreadable(),
            };
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new AttachedDocument.Unreadable();
        }
    }

    private static bool IsTooDeep(byte[] data)
    {
        using var stream = new MemoryStream(data);
        using var reader = XmlReader.Create(stream, Safe);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
            {
                return true;
            }
        }

        return false;
    }

    private static AttachedDocument ReadFhir(XElement root)
    {
        using var reader = root.CreateReader();
        reader.MoveToContent();
        Lenient.TryDeserializeResource(reader, out var resource, out _);
        return resource is { } known && ModelInfo.IsKnownResource(known.TypeName)
            ? new AttachedDocument.Fhir(known)
            : new AttachedDocument.Unreadable();
    }

    // CDA R2: recordTarget/patientRole holds the ids; patientRole/patient the name and birthTime. Guardians (patient/guardian), authors,
    // informants and the relatives of a family history have names as well, in other places, and are nobody whose document this is.
    private static AttachedDocument ReadCda(XElement document)
    {
        XNamespace v3 = CdaNamespace;
        var patients = document.Elements(v3 + "recordTarget").Elements(v3 + "patientRole").Select(role => PatientOf(role, v3)).ToImmutableArray();
        return patients.Length is 0 or > MostPatients ? new AttachedDocument.Unreadable() : new AttachedDocument.Describes(patients);
    }

    private static IdentityClaim PatientOf(XElement role, XNamespace v3)
    {
        var patient = role.Element(v3 + "patient");
        return new IdentityClaim(
            string.Empty,
            [
                .. role.Elements(v3 + "id")
                    .Select(id => (Root: (string?)id.Attribute("root"), Extension: (string?)id.Attribute("extension")))
                    .Where(id => id is { Root.Length: > 0, Extension.Length: > 0 })
                    .Select(id => new BusinessIdentifier($"urn:oid:{id.Root}", id.Extension!)),
            ],
            [
                .. (patient?.Elements(v3 + "name") ?? []).Select(name => NameOf(name, v3)).OfType<PersonName>(),
            ],
            PartialDate.TryParseCompact((string?)patient?.Element(v3 + "birthTime")?.Attribute("value"), out var birth) ? birth : null);
    }

    // A name may stand as one text, without parts.
    private static PersonName? NameOf(XElement name, XNamespace v3) => name.HasElements
        ? new PersonName([.. name.Elements(v3 + "given").Select(given => given.Value.Trim())], name.Element(v3 + "family")?.Value.Trim())
        : WrittenName.Read(name.Value.Trim());
}
