namespace Month;

/// <summary>How large a month is.</summary>
/// <param name="Patients">How many patients.</param>
/// <param name="Messages">How many messages they write.</param>
/// <param name="Days">Over how many days.</param>
/// <param name="Seed">The same seed makes the same month.</param>
/// <param name="DaysAfter">Days after the last message in which the clinic goes on working, and everything that waits comes to its alarms.</param>
internal sealed record MonthPlan(int Patients, int Messages, int Days, int Seed, int DaysAfter = 9)
{
    /// <summary>Where the clinic is. The month has a change of daylight saving time and a holiday in it.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    /// <summary>A Wednesday at midnight.</summary>
    public static readonly DateTimeOffset Start = At(new DateTime(2026, 10, 28, 0, 0, 0, DateTimeKind.Unspecified));

    public DateTimeOffset LastMessages => Start.AddDays(Days);

    public DateTimeOffset End => LastMessages.AddDays(DaysAfter);

    public static DateTimeOffset At(DateTime local) => new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();

    public static DateTime LocalOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
