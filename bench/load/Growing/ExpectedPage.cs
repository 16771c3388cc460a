using System.Text.Json;
using Load.Targets;

namespace Load.Growing;

/// <summary>A page of matches that is complete, all of one value, and the newest first.</summary>
/// <param name="Entries">How many matches it has.</param>
/// <param name="Time">The element they are sorted by.</param>
/// <param name="Reference">The element that is searched by.</param>
/// <param name="Target">What that element refers to.</param>
internal sealed record ExpectedPage(int Entries, string Time, string Reference, string Target)
{
    public string? FaultIn(ReadOnlyMemory<byte> body)
    {
        using var answer = JsonDocument.Parse(body);
        JsonElement[] found = [.. PatientBundle.Entries(answer.RootElement).Select(entry => entry.GetProperty("resource"))];
        if (found.Length != Entries)
        {
            return $"{found.Length} entries, not {Entries}";
        }

        if (found.Any(resource => !resource.GetProperty(Reference).GetProperty("reference").ValueEquals(Target)))
        {
            return "entries that were not asked for";
        }

        DateTimeOffset[] times = [.. found.Select(resource => resource.GetProperty(Time).GetDateTimeOffset())];
        return times.SequenceEqual(times.OrderDescending()) ? null : "entries not in order";
    }
}
