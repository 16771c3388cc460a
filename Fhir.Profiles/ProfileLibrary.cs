using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;

namespace Fhir.Profiles;

/// <summary>The definitions this project publishes: found by type and id, by type, or by canonical address.</summary>
public static class ProfileLibrary
{
    private const string Folder = "Definitions/";

    private static readonly Lazy<ImmutableArray<Definition>> Loaded = new(Load);

    private static readonly Lazy<FrozenDictionary<(string Type, string Id), Definition>> ByKey = new(
        () => Loaded.Value.ToFrozenDictionary(definition => (definition.Type, definition.Id)));

    private static readonly Lazy<FrozenDictionary<string, Definition>> ByUrl = new(
        () => Loaded.Value.Where(definition => definition.Url is not null)
            .ToFrozenDictionary(definition => definition.Url!, StringComparer.Ordinal));

    /// <summary>Every definition, ordered by type and id.</summary>
    public static ImmutableArray<Definition> All => Loaded.Value;

    /// <summary>The resource types of which there is a definition, by the names of the files: a server's start reads none of them.</summary>
    public static ImmutableArray<string> Types { get; } =
        [.. EmbeddedFiles.NamesIn(Folder).Select(name => name.Split('-')[0]).Distinct(StringComparer.Ordinal)];

    /// <summary>Every definition's type and id.</summary>
    public static IEnumerable<(string Type, string Id)> Keys => All.Select(definition => (definition.Type, definition.Id));

    /// <summary>One definition as UTF-8 FHIR JSON, or null if there is no such thing.</summary>
    public static ReadOnlyMemory<byte>? Find(string type, string id) => ByKey.Value.GetValueOrDefault((type, id))?.Content;

    /// <summary>The definition with a canonical address, with or without a <c>|version</c>; null if it is not ours.</summary>
    public static Definition? FindByCanonical(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        return ByUrl.Value.GetValueOrDefault(bar < 0 ? canonical : canonical[..bar]);
    }

    /// <summary>The definitions of one type, ordered by id.</summary>
    public static IEnumerable<Definition> OfType(string type) => All.Where(definition => definition.Type == type);

    /// <summary>A fresh copy of a definition as a resource; changing it changes nothing for others.</summary>
    public static Resource Parse(Definition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return FhirDocuments.Parse(definition.Content.Span);
    }

    private static ImmutableArray<Definition> Load()
    {
        var files = EmbeddedFiles.In(Folder).Select(file => Read(file.Content))
            .OrderBy(definition => definition.Type, StringComparer.Ordinal)
            .ThenBy(definition => definition.Id, StringComparer.Ordinal)
            .ToArray();
        var listed = files.Where(definition => definition.Type != GuideIndex.Type).ToArray();
        return [.. files.Select(definition => definition.Type == GuideIndex.Type ? GuideIndex.Complete(definition, listed) : definition)];
    }

    private static Definition Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        return new Definition(
            root.GetProperty("resourceType").GetString()!,
            root.GetProperty("id").GetString()!,
            root.TryGetProperty("url", out var url) ? url.GetString() : TopicUrlIn(root),
            content);
    }

    // R4 has no SubscriptionTopic: a Basic stands for it, with R5's elements as extensions.
    private static string? TopicUrlIn(JsonElement root) => root.TryGetProperty("extension", out var extensions)
        ? extensions.EnumerateArray()
            .Where(extension => extension.GetProperty("url").ValueEquals("http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.url"))
            .Select(extension => extension.GetProperty("valueUri").GetString())
            .FirstOrDefault()
        : null;
}
