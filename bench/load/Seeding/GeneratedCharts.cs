using System.Globalization;

namespace Load.Seeding;

/// <summary>Ids of patients that no EHR has.</summary>
internal static class GeneratedCharts
{
    public static IReadOnlyList<string> Take(int count) =>
        [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"seeded-{i:D6}"))];
}
