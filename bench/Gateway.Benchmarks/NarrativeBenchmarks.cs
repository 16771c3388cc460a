using BenchmarkDotNet.Attributes;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Triage;

namespace Gateway.Benchmarks;

/// <summary>What reading a message's text costs while typing, for an ordinary, a long and an absurd message; the growth must be linear.</summary>
[MemoryDiagnoser]
public class NarrativeBenchmarks
{
    private const string Paragraph =
        "Hello Dr. Lee, Johnny got a fever of 102 yesterday and his ear hurts. I gave him Tylenol at noon, but it did not help. "
        + "My husband says he had the same as a child. Should we come in, or can you send a prescription to our pharmacy? My sister's inhaler is old. ";

    private static readonly NarrativeFacts Facts = new()
    {
        GivenNames = ["Nora"],
        Proxied = [new(new PatientId("johnny"), ["Johnny"], "son", 72, Sex.Male)],
    };

    private string _text = "";

    [Params(200, 4_000, 100_000, 1_000_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Write() => _text = string.Concat(Enumerable.Repeat(Paragraph, (Characters / Paragraph.Length) + 1))[..Characters];

    [Benchmark]
    public object Subject() => NarrativeReader.Assess(_text, Facts);

    [Benchmark]
    public int Urgency() => (int)TriagePolicy.Assess(TriageReader.Read(_text));
}
