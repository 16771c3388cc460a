using System.Text.Json;
using Gateway.Subjects.Weighing;

namespace Fit;

/// <summary>
/// Grows the trees that weigh whom a message is about, on the messages in <c>Gateway.Tests/Corpus</c>, and writes what they do with families
/// that they have not seen. Run in the root of the repository: <c>dotnet run --project bench/fit</c>.
/// </summary>
internal static class Program
{
    private const string Trees = "Gateway/Subjects/Weighing/Forest.json";
    private const string Report = "bench/results/narrative.md";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static void Main()
    {
        var examples = Corpus.Read("Gateway.Tests/Corpus");
        File.WriteAllText(Report, ValidationReport.Of(CrossValidation.Read(examples, FitOptions.Chosen)));
        // A line for each tree, so that a change can be read.
        var trees = Trainer.Grow(examples, FitOptions.Chosen).Select(tree => JsonSerializer.Serialize<TreeFile>(tree, Json));
        File.WriteAllText(Trees, $"[\n{string.Join(",\n", trees)}\n]\n");
        Console.WriteLine($"Wrote {Trees} and {Report}.");
    }
}
