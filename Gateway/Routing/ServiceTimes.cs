using Gateway.Calendars;
using NodaTime;

namespace Gateway.Routing;

/// <summary>What a policy promises for one message, as instants.</summary>
/// <param name="AnswerBy">It is answered; the sender is told.</param>
/// <param name="OpenBy">Somebody has opened it.</param>
/// <param name="EscalateBy">It is late for good: the second alarm.</param>
internal sealed record ServiceTimes(DateTimeOffset AnswerBy, DateTimeOffset OpenBy, DateTimeOffset EscalateBy)
{
    public static ServiceTimes Of(ServiceLevel level, BusinessCalendar calendar, Instant at)
    {
        var answerBy = Until(level.Answer, calendar, at);
        return new ServiceTimes(Told(answerBy), Told(Until(level.Open, calendar, at)), Told(Until(level.Escalate, calendar, answerBy)));
    }

    private static Instant Until(Promise promise, BusinessCalendar calendar, Instant from) => promise switch
    {
        { BusinessHours: { } hours } => calendar.Add(from, Duration.FromHours(hours)),
        { BusinessDays: { } days } => calendar.EndOfDay(from, days),
        _ => from + Duration.FromMinutes(promise.Minutes ?? 0),
    };

    // As precisely as people are told; never a moment before.
    private static DateTimeOffset Told(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(Instant.FromUnixTimeSeconds(seconds) < instant ? seconds + 1 : seconds);
    }
}
