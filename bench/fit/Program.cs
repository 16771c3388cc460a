using System.Text.Encodings.Web;
using System.Text.Json;
using Fit.Triage;

namespace Fit;

/// <summary>
/// Grows the trees that weigh whom a message is about, and learns the weights for urgency and intent, from the messages in
/// <c>Gateway.Tests/Corpus</c>, and writes what both do with families that they have not seen. Run in the root of the repository: <c>dotnet run --project bench/fit</c>.
/// </summary>
internal static class Program
{
    private const string Trees = "Gateway/Subjects/Weighing/Forest.json";
    private const string Neighbours = "Gateway/Subjects/Weighing/Neighbours.json";
    private const string Report = "bench/results/narrative.md";
    private const string Triage = "Gateway/Triage/Weighing/Weights.json";
    private const string TriageReported = "bench/results/triage.md";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Main(string[] chosen)
    {
        if (chosen is [] or ["subject"])
        {
            FitSubject();
        }

        if (chosen is [] or ["triage"])
        {
            FitTriage();
        }
    }

    private static void FitSubject()
    {
        var examples = Corpus.Read("Gateway.Tests/Corpus");
        File.WriteAllText(Report, ValidationReport.Of(CrossValidation.Read(examples, FitOptions.Chosen)));
        NeighbourTrainer.NoteUnseen(examples, FitOptions.Chosen);
        Write(Trees, Trainer.Grow(examples, FitOptions.Chosen));
        Write(Neighbours, NeighbourTrainer.Learn(examples, FitOptions.Chosen));
        Console.WriteLine($"Wrote {Trees} and {Report}.");
    }

    private static void FitTriage()
    {
        var messages = Corpus.ReadMessages("Gateway.Tests/Corpus");
        File.WriteAllText(TriageReported, TriageReport.Of(UnseenTriage.ReadAll(messages, TriageOptions.Chosen)));
        var names = TriageTrainer.NamesFor(messages, TriageOptions.Chosen);
        Write(Triage, TriageTrainer.Learn([.. messages.Select(message => TriageExample.Of(message, names))], names, TriageOptions.Chosen));
        Console.WriteLine($"Wrote {Triage} and {TriageReported}.");
    }

    /// <summary>A line for each tree or trait, so that a change can be read.</summary>
    private static void Write<T>(string path, IEnumerable<T> rows) =>
        File.WriteAllText(path, $"[\n{string.Join(",\n", rows.Select(row => JsonSerializer.Serialize(row, Json)))}\n]\n");
}
