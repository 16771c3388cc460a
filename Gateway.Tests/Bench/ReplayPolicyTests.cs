using Load.Driving;
using Load.Replaying;

namespace Gateway.Tests.Bench;

public sealed class ReplayPolicyTests
{
    private static readonly ReplayRules Strict = new(Ordered: true, Exclusive: true);

    [Fact]
    public void All_accepted_once_in_order_and_no_held_one_is_clean()
    {
        var findings = ReplayPolicy.Judge(
            [Accepted("1", "anna"), Accepted("2", "ben"), Held("3", "anna"), Accepted("4", "anna"), Refused("anna")],
            [Filed("2", "ben", 0), Filed("1", "anna", 1), Filed("4", "anna", 2)],
            Strict);
        Assert.True(findings.Clean);
        Assert.Equal((3, 2), (findings.Accepted, findings.Held));
    }

    [Fact]
    public void An_accepted_message_that_is_not_filed_is_missing()
    {
        var findings = ReplayPolicy.Judge([Accepted("1", "anna"), Accepted("2", "anna")], [Filed("2", "anna", 0)], Strict);
        Assert.Equal(["1"], findings.Missing);
        Assert.False(findings.Clean);
    }

    [Fact]
    public void A_message_filed_twice_is_a_duplicate()
    {
        var findings = ReplayPolicy.Judge([Accepted("1", "anna")], [Filed("1", "anna", 0), Filed("1", "anna", 1)], Strict);
        Assert.Equal(["1"], findings.Duplicated);
    }

    [Fact]
    public void A_held_message_in_the_ehr_is_a_leak()
    {
        var findings = ReplayPolicy.Judge([Held("1", "anna")], [Filed("1", "anna", 0)], Strict);
        Assert.Equal(["1"], findings.Leaked);
    }

    [Fact]
    public void A_message_in_another_chart_is_misfiled()
    {
        var findings = ReplayPolicy.Judge([Accepted("1", "anna")], [Filed("1", "ben", 0)], Strict);
        Assert.Equal(["1"], findings.Misfiled);
    }

    [Fact]
    public void A_later_message_filed_first_puts_its_chart_out_of_order()
    {
        MessageRecord[] told = [Accepted("1", "anna"), Accepted("2", "anna"), Accepted("3", "anna")];
        FiledMessage[] filed = [Filed("1", "anna", 0), Filed("3", "anna", 1), Filed("2", "anna", 2)];
        Assert.Equal(["3"], ReplayPolicy.Judge(told, filed, Strict).OutOfOrder);
        Assert.Empty(ReplayPolicy.Judge(told, filed, new ReplayRules(Ordered: false, Exclusive: true)).OutOfOrder);
    }

    [Fact]
    public void A_message_no_client_knows_of_shows_only_when_nobody_else_writes()
    {
        FiledMessage[] filed = [Filed("ghost", "anna", 0)];
        Assert.Equal(["ghost"], ReplayPolicy.Judge([], filed, Strict).Unknown);
        Assert.Empty(ReplayPolicy.Judge([], filed, default).Unknown);
    }

    [Fact]
    public void One_id_told_for_two_messages_is_a_lost_message()
    {
        var findings = ReplayPolicy.Judge([Accepted("1", "anna"), Accepted("1", "anna")], [Filed("1", "anna", 0)], Strict);
        Assert.Equal(["1"], findings.Shared);
        Assert.False(findings.Clean);
    }

    [Fact]
    public void The_wait_ends_when_the_last_accepted_message_arrived()
    {
        MessageRecord[] told = [Accepted("1", "anna"), Held("2", "anna"), Refused("anna")];
        Assert.False(ReplayPolicy.AllArrived(told, []));
        Assert.True(ReplayPolicy.AllArrived(told, [Filed("1", "anna", 0)]));
    }

    [Fact]
    public void A_record_survives_its_line()
    {
        foreach (var record in (MessageRecord[])[Accepted("1", "anna"), Refused("ben")])
        {
            Assert.True(MessageRecord.TryParse(record.ToLine(), out var read));
            Assert.Equal(record, read);
        }

        Assert.False(MessageRecord.TryParse("no record", out _));
    }

    private static MessageRecord Accepted(string id, string chart) => new($"key-{id}", chart, Outcome.Accepted, 201, id);

    private static MessageRecord Held(string id, string chart) => new($"key-{id}", chart, Outcome.Held, 201, id);

    private static MessageRecord Refused(string chart) => new("key-refused", chart, Outcome.Refused, 422, null);

    private static FiledMessage Filed(string id, string chart, long sequence) => new(id, chart, sequence);
}
