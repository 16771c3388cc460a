using Gateway.Storage;
using Gateway.Topics;

namespace Gateway.Tests.Topics;

public sealed class TopicPolicyTests
{
    [Fact]
    public void What_is_filed_was_received_and_perhaps_routed()
    {
        Assert.Equal(
            [new Happening("message-received", "Communication/m1", 1), new Happening("message-routed", "Communication/m1") { IsOfWork = true }],
            TopicPolicy.In(Row(AuditAction.Create, "Communication/m1", version: 1)));
        Assert.Equal("message-received", TopicPolicy.In(Row(AuditAction.Release, "Communication/m1", version: 2))[0].Topic);
    }

    [Fact]
    public void What_is_held_was_not_received() =>
        Assert.Equal([new Happening("message-held", "Communication/m1", 1)], TopicPolicy.In(Row(AuditAction.Create, "Communication/m1", AuditOutcome.Held, version: 1)));

    [Theory]
    [InlineData("Done", "file", "message-delivered")]
    [InlineData("Failed", "file", "message-undeliverable")]
    [InlineData("Done", "retract", null)]
    [InlineData("Failed", "retract", null)]
    [InlineData("Deferred", "file", null)]
    public void Only_what_was_to_be_filed_is_delivered_or_not(string outcome, string kind, string? topic) =>
        Assert.Equal(topic, TopicPolicy.In(Row(AuditAction.Deliver, "Communication/m1", Enum.Parse<AuditOutcome>(outcome), $$"""{"connection":"ehr","kind":"{{kind}}"}""")).FirstOrDefault()?.Topic);

    [Fact]
    public void An_alarm_of_a_Task_is_told_with_the_version_that_has_it() =>
        Assert.Equal([new Happening("task-overdue", "Task/t1", 3)], TopicPolicy.In(Row(AuditAction.Update, "Task/t1", reasons: """{"alarm":"overdue"}""", version: 3)));

    [Theory]
    [InlineData("Create", 1)]
    [InlineData("Update", 2)]
    public void Each_reminder_of_a_patient_is_told_with_the_version_that_is_one(string action, int version) => Assert.Equal(
        [new Happening("answer-due", "Task/t1", version)],
        TopicPolicy.In(Row(Enum.Parse<AuditAction>(action), "Task/t1", reasons: $$"""{"reminder":{{version}}}""", version: version)));

    [Fact]
    public void Each_step_of_an_alert_is_an_escalation_and_its_end_is_none()
    {
        Assert.Equal("escalation", TopicPolicy.In(Row(AuditAction.Update, "Task/a1", reasons: """{"step":2,"level":1,"told":[]}""", version: 3)).Single().Topic);
        Assert.Empty(TopicPolicy.In(Row(AuditAction.Update, "Task/a1", reasons: """{"acknowledged":"Said"}""", version: 4)));
    }

    [Fact]
    public void Nobody_else_s_words_make_an_alarm() =>
        Assert.Empty(TopicPolicy.In(Row(AuditAction.Update, "Task/t1", reasons: """{"alarm":"overdue"}""", client: "an-app")));

    [Fact]
    public void A_reroute_is_told_by_the_Task() =>
        Assert.Equal([new Happening("message-routed", "Task/t1", 2)], TopicPolicy.In(Row(AuditAction.Update, "Task/t1", reasons: "[]", client: "inbox", related: "Group/a Group/b", version: 2)));

    [Theory]
    [InlineData("Create", "Communication", "Refused")]
    [InlineData("Create", "Communication", "Denied")]
    [InlineData("Create", "Task/t1", "Done")]
    [InlineData("Update", "Communication/m1", "Done")]
    [InlineData("Read", "Communication/m1", "Done")]
    [InlineData("Reject", "Communication/m1", "Done")]
    [InlineData("Deliver", "Subscription/s1", "Done")]
    public void Nothing_else_is_an_event(string action, string resource, string outcome) =>
        Assert.Empty(TopicPolicy.In(Row(Enum.Parse<AuditAction>(action), resource, Enum.Parse<AuditOutcome>(outcome), version: 1)));

    private static AuditEntry Row(
        AuditAction action, string resource, AuditOutcome outcome = AuditOutcome.Done, string? reasons = null, int? version = null, string client = "gateway", string? related = null) => new()
        {
            Action = action,
            Outcome = outcome,
            Client = client,
            Resource = resource,
            Version = version,
            Reasons = reasons,
            Related = related,
        };
}
