using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Gateway.Rotas;

/// <summary>Finds where a week has nobody on call. Pure.</summary>
internal static class RotaGaps
{
    private const int MinutesADay = 24 * 60;
    private const int MinutesAWeek = 7 * MinutesADay;

    // Any Monday will do: shifts come again each week.
    private static readonly LocalDateTime Monday = new(2026, 1, 5, 0, 0);

    /// <summary>The gaps of the week, in words, as in <c>saturday 17:00 to monday 08:00</c>.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<Shift> shifts)
    {
        var gaps = ImmutableArray.CreateBuilder<string>();
        int? from = null;
        for (var minute = 0; minute <= MinutesAWeek; minute++)
        {
            var isCovered = minute == MinutesAWeek || shifts.Any(shift => shift.IsAt(Monday.PlusMinutes(minute)));
            if (!isCovered)
            {
                from ??= minute;
            }
            else if (from is { } start)
            {
                gaps.Add($"{At(start)} to {At(minute)}");
                from = null;
            }
        }

        return gaps.DrainToImmutable();
    }

    private static string At(int minute)
    {
        var time = Monday.PlusMinutes(minute);
        return $"{time.DayOfWeek.ToString().ToLowerInvariant()} {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}
