using System.Text.Json;
using Gateway.Tests.Support;

namespace Gateway.Tests.Corpus;

/// <summary>The messages and families of the corpus, as they lie beside this file.</summary>
internal static class CorpusFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyDictionary<string, Household> Households { get; } = Read<Household>("families-").ToDictionary(household => household.Id);

    public static IReadOnlyList<LabelledMessage> Messages { get; } = [.. Read<LabelledMessage>("messages-")];

    private static IEnumerable<T> Read<T>(string prefix) => Directory
        .EnumerateFiles(Repository.PathOf("Gateway.Tests/Corpus"), $"{prefix}*.jsonl")
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines)
        .Select(line => JsonSerializer.Deserialize<T>(line, Options)!);
}
