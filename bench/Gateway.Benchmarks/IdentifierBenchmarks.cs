using BenchmarkDotNet.Attributes;
using Gateway.Subjects.Identifiers;

namespace Gateway.Benchmarks;

/// <summary>What looking for identifiers adds to the reading of a text: next to nothing where there is no label, and linear where there are many.</summary>
[MemoryDiagnoser]
public class IdentifierBenchmarks
{
    private const string Without =
        "Hello Dr. Lee, Johnny got a fever of 102 yesterday and his ear hurts. I gave him Tylenol at noon, but it did not help. "
        + "My husband says he had the same as a child. Should we come in, or can you send a prescription to our pharmacy? ";

    private const string Labelled = "My son's date of birth is May 17th, 2020 and his MRN is 0100003, please renew his inhaler. Member ID W123 456 789. ";

    private string _text = "";
    private string _labels = "";

    [Params(200, 4_000, 100_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Write()
    {
        _text = string.Concat(Enumerable.Repeat(Without, (Characters / Without.Length) + 1))[..Characters];
        _labels = string.Concat(Enumerable.Repeat(Labelled, (Characters / Labelled.Length) + 1))[..Characters];
    }

    [Benchmark(Baseline = true)]
    public int NoLabels() => IdentifierReader.Read(_text).Length;

    [Benchmark]
    public int LabelsOnly() => IdentifierReader.Read(_labels).Length;
}
