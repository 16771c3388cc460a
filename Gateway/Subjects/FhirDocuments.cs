using System.Text;
using System.Text.Json;
using Gateway.Resources;
using Gateway.Subjects.Documents;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>FHIR resources attached as JSON: one, or as a bulk export has them, one after the other.</summary>
internal static class FhirDocuments
{
    private const int MostResources = 1_000;

    /// <summary>JSON that cannot be read as a resource may hold anybody's data, so it counts as unreadable, not as harmless.</summary>
    public static AttachedDocument ReadJson(byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(TextBytes.Read(data));
        if (RootsOf(json) is not { Count: > 0 } roots)
        {
            return new AttachedDocument.Unreadable();
        }

        return roots is [var only] ? ReadOne(json.AsMemory(only)) : new AttachedDocument.Several([.. roots.Select(root => ReadOne(json.AsMemory(root)))]);
    }

    private static AttachedDocument ReadOne(ReadOnlyMemory<byte> json) => FhirJson.ReadLenient<Resource>(json) switch
    {
        { } resource when ModelInfo.IsKnownResource(resource.TypeName) => new AttachedDocument.Fhir(resource),
        _ => new AttachedDocument.Unreadable(),
    };

    /// <summary>Where each value of the text stands; null if it is no JSON, or too many of them.</summary>
    private static List<System.Range>? RootsOf(byte[] json)
    {
        var roots = new List<System.Range>();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                roots.Add(start..(int)reader.BytesConsumed);
                if (roots.Count > MostResources)
                {
                    return null;
                }
            }

            return roots;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
