using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace SmartApp.Requests;

/// <summary>How often a patient is asked, as a form offers it and FHIR says it. Pure.</summary>
internal static class Rhythm
{
    public const string Once = "once";

    /// <summary>In the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> All = [Once, "daily", "twice-daily", "weekly", "fortnightly", "monthly"];

    /// <summary>Each repeats so often in so many of a unit; at these times of the clinic's clock, where it is more than once.</summary>
    private static readonly FrozenDictionary<string, (int Period, Timing.UnitsOfTime Unit, string[] Times)> _known =
        new Dictionary<string, (int, Timing.UnitsOfTime, string[])>
        {
            ["daily"] = (1, Timing.UnitsOfTime.D, []),
            ["twice-daily"] = (1, Timing.UnitsOfTime.D, ["08:00:00", "20:00:00"]),
            ["weekly"] = (1, Timing.UnitsOfTime.Wk, []),
            ["fortnightly"] = (2, Timing.UnitsOfTime.Wk, []),
            ["monthly"] = (1, Timing.UnitsOfTime.Mo, []),
        }.ToFrozenDictionary();

    /// <summary>The Timing for so many times; null for what is asked once.</summary>
    public static Timing? TimingOf(string rhythm, int times)
    {
        if (!_known.TryGetValue(rhythm, out var known))
        {
            return null;
        }

        var repeat = new Timing.RepeatComponent { Count = times, Frequency = Math.Max(1, known.Times.Length), Period = known.Period, PeriodUnit = known.Unit };
        if (known.Times.Length > 0)
        {
            repeat.TimeOfDay = known.Times;
        }

        return new Timing { Repeat = repeat };
    }

    /// <summary>How often, of a request as it is stored; null for another way than ours.</summary>
    public static string? Of(Timing? timing) => timing is null ? Once
        : _known.Where(known => known.Value.Period == timing.Repeat?.Period && known.Value.Unit == timing.Repeat?.PeriodUnit && Math.Max(1, known.Value.Times.Length) == timing.Repeat?.Frequency)
            .Select(known => known.Key).FirstOrDefault();
}
