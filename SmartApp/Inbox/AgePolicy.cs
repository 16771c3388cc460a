using System.Globalization;

namespace SmartApp.Inbox;

/// <summary>How old somebody is, as far as the birth date says: of the small, months. Pure.</summary>
internal static class AgePolicy
{
    private const int MonthsUntilYears = 24;

    /// <param name="born">A FHIR date, which may end with the year or the month.</param>
    /// <param name="today">The day on which it is asked.</param>
    /// <returns>A number and whether it counts months; null where nothing can be said.</returns>
    public static (int Number, bool Months)? On(string? born, DateOnly today)
    {
        var parts = born?.Split('-') ?? [];
        if (parts.Length == 0 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1 || year > today.Year)
        {
            return null;
        }

        if (parts.Length < 3 || !DateOnly.TryParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (today.Year - year, false);
        }

        var months = ((today.Year - day.Year) * 12) + today.Month - day.Month - (today.Day < day.Day ? 1 : 0);
        return months < 0 ? null : months < MonthsUntilYears ? (months, true) : (months / 12, false);
    }
}
