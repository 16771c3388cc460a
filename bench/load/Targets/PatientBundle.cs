using System.Globalization;
using System.Text.Json;

namespace Load.Targets;

/// <summary>Reads a page of a patient search.</summary>
internal static class PatientBundle
{
    private const int AdultAge = 18;

    public static IEnumerable<string> Adults(JsonElement bundle, DateOnly today) =>
        from entry in Entries(bundle)
        let patient = entry.GetProperty("resource")
        where patient.GetProperty("resourceType").ValueEquals("Patient")
            && !patient.TryGetProperty("link", out _)
            && patient.TryGetProperty("birthDate", out var born)
            && DateOnly.TryParseExact(born.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate)
            && birthDate.AddYears(AdultAge) <= today
        select patient.GetProperty("id").GetString()!;

    public static Uri? Next(JsonElement bundle) => !bundle.TryGetProperty("link", out var links)
        ? null
        : links.EnumerateArray()
            .Where(link => link.GetProperty("relation").ValueEquals("next"))
            .Select(link => new Uri(link.GetProperty("url").GetString()!))
            .FirstOrDefault();

    public static IEnumerable<JsonElement> Entries(JsonElement bundle) =>
        bundle.TryGetProperty("entry", out var entries) ? entries.EnumerateArray() : [];
}
