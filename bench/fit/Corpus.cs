using System.Text.Json;
using Gateway.Tests.Corpus;

namespace Fit;

/// <summary>The messages of the corpus, each with the candidates that the gateway finds in it.</summary>
internal static class Corpus
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<LabelledMessage> ReadMessages(string folder) => [.. Lines<LabelledMessage>(folder, "messages-")];

    public static IReadOnlyList<Example> Read(string folder)
    {
        var households = Lines<Household>(folder, "families-").ToDictionary(household => household.Id);
        return [.. ReadMessages(folder).Select(message => Example.Of(message, households))];
    }

    private static IEnumerable<T> Lines<T>(string folder, string prefix) => Directory
        .EnumerateFiles(folder, $"{prefix}*.jsonl")
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines)
        .Select(line => JsonSerializer.Deserialize<T>(line, Options)!);
}
