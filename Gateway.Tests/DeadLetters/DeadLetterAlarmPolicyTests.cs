using Gateway.DeadLetters.Alarms;
using Hl7.Fhir.Model;

namespace Gateway.Tests.DeadLetters;

/// <summary>When somebody is alarmed about what could not be filed.</summary>
public sealed class DeadLetterAlarmPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RequestPriority.Stat, 0, 1, true)]
    [InlineData(RequestPriority.Urgent, 14, 1, false)]
    [InlineData(RequestPriority.Urgent, 15, 1, true)]
    [InlineData(RequestPriority.Asap, 15, 1, true)]
    [InlineData(RequestPriority.Routine, 119, 19, false)]
    [InlineData(RequestPriority.Routine, 120, 1, true)]
    [InlineData(null, 120, 1, true)]
    [InlineData(null, 0, 20, true)]
    public void By_age_the_sooner_the_more_urgent_and_at_once_when_there_are_many(RequestPriority? priority, int minutes, int waiting, bool due) =>
        Assert.Equal(due, DeadLetterAlarmPolicy.IsDue(priority, Now.AddMinutes(-minutes), waiting, Now, new DeadLetterOptions()));

    [Fact]
    public void An_alarm_is_as_urgent_as_its_most_urgent_message_and_never_routine()
    {
        Assert.Equal(RequestPriority.Stat, DeadLetterAlarmPolicy.PriorityOf([null, RequestPriority.Stat, RequestPriority.Routine]));
        Assert.Equal(RequestPriority.Asap, DeadLetterAlarmPolicy.PriorityOf([RequestPriority.Asap]));
        Assert.Equal(RequestPriority.Urgent, DeadLetterAlarmPolicy.PriorityOf([RequestPriority.Routine, null]));
    }

    [Fact]
    public void The_defaults_are_valid() => Assert.True(new DeadLetterOptionsValidator().Validate(null, new DeadLetterOptions()).Succeeded);
}
