using System.Collections.Frozen;
using System.Text.Json;

namespace Fhir.Profiles;

/// <summary>The definitions this project publishes, as UTF-8 FHIR JSON, by type and id.</summary>
public static class ProfileLibrary
{
    private static readonly Lazy<FrozenDictionary<(string Type, string Id), byte[]>> Loaded = new(Load);

    /// <summary>Every definition's type and id.</summary>
    public static IEnumerable<(string Type, string Id)> Keys => Loaded.Value.Keys;

    /// <summary>One definition, or null if there is no such thing.</summary>
    public static byte[]? Find(string type, string id) => Loaded.Value.GetValueOrDefault((type, id));

    private static FrozenDictionary<(string Type, string Id), byte[]> Load()
    {
        var assembly = typeof(ProfileLibrary).Assembly;
        return assembly.GetManifestResourceNames().Select(name => Read(assembly.GetManifestResourceStream(name)!)).ToFrozenDictionary(
            definition => definition.Key, definition => definition.Content);
    }

    private static ((string Type, string Id) Key, byte[] Content) Read(Stream stream)
    {
        using (stream)
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return ((root.GetProperty("resourceType").GetString()!, root.GetProperty("id").GetString()!), content);
        }
    }
}
