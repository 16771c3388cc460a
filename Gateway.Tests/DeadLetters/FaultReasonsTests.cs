using Gateway.DeadLetters;
using Gateway.Delivery;
using Gateway.Storage;

namespace Gateway.Tests.DeadLetters;

/// <summary>What the codes of faults mean to a person.</summary>
public sealed class FaultReasonsTests
{
    [Theory]
    [InlineData("ehr-4130", "chart-closed", "4130")]
    [InlineData("ehr-4131", "chart-closed", "4131")]
    [InlineData("notice-ehr-4134", "chart-closed", "4134")]
    [InlineData("ehr-4107", "patient-merged", "4107")]
    [InlineData("ehr-59102", "patient-unknown", "59102")]
    [InlineData("ehr-59189", "refused", "59189")]
    [InlineData("map-sender", "not-mapped", null)]
    [InlineData("map-pid-3", "not-mapped", null)]
    [InlineData("patient-merged", "patient-merged", null)]
    [InlineData("patient-unknown", "patient-unknown", null)]
    [InlineData("merge-unconfirmed", "merge-unconfirmed", null)]
    [InlineData("hl7-204-pid", "patient-unknown", "204")]
    [InlineData("retract-hl7-103", "refused", "103")]
    [InlineData("422", "refused", null)]
    [InlineData("ehr-59108", "refused", "59108")]
    [InlineData("retract-403", "refused", null)]
    [InlineData("gave-up-timeout", "gave-up", null)]
    [InlineData("gave-up-ehr-59500", "gave-up", "59500")]
    [InlineData("content-missing", "defect", null)]
    [InlineData(null, "defect", null)]
    public void A_fault_has_one_reason_and_the_EHRs_own_number(string? fault, string reason, string? number) =>
        Assert.Equal((reason, number), (FaultReasons.NameOf(FaultReasons.Of(fault)), FaultReasons.EhrCodeOf(fault)));

    [Fact]
    public void A_list_by_reason_finds_just_what_has_that_reason()
    {
        string[] faults =
        [
            "ehr-4130", "notice-ehr-4131", "ehr-4107", "ehr-59102", "map-sender", "422", "ehr-59108", "retract-500", "gave-up-503", "gave-up-ehr-4130",
            "content-missing", "connector-error", "patient-merged", "patient-unknown", "hl7-204-pid", "retract-hl7-204-pid", "hl7-103", "merge-unconfirmed",
        ];
        var rows = faults.Select(fault => new OutboxEntry
        {
            Connection = "ehr",
            Chart = "susie",
            MessageId = fault,
            DueAt = default,
            State = OutboxState.DeadLetter,
            Fault = fault,
        }).AsQueryable();

        foreach (var (name, reason) in FaultReasons.Names)
        {
            Assert.Equal(
                faults.Where(fault => FaultReasons.Of(fault) == reason),
                new DeadLetterQuestion { Reason = name }.Among(rows).Select(row => row.Fault!));
        }
    }

    [Theory]
    [InlineData("timeout", "unanswered")]
    [InlineData("in-hand", "unanswered")]
    [InlineData("unreachable", "unreachable")]
    [InlineData("tls", "insecure")]
    [InlineData("sign-in", "not-let-in")]
    [InlineData("read-back-403", "not-let-in")]
    [InlineData("429", "too-many")]
    [InlineData("ehr-59429", "too-many")]
    [InlineData("circuit-open", "held-back")]
    [InlineData("ack-of-another", "not-understood")]
    [InlineData("connector-error", "defect")]
    [InlineData("ehr-59500", "failing")]
    [InlineData("503", "failing")]
    public void What_is_tried_again_has_one_reason_and_one_that_was_not_tried_since_its_replay_says_that(string fault, string reason)
    {
        Assert.Equal(reason, NameOf(attempts: 2, givenUp: true));
        Assert.Equal(reason, NameOf(attempts: 1, givenUp: false));
        Assert.Equal(fault is "in-hand" or "circuit-open" ? reason : "replayed", NameOf(attempts: 1, givenUp: true));

        string NameOf(int attempts, bool givenUp) => RetryReasons.NameOf(RetryReasons.Of(new OutboxEntry
        {
            Connection = "ehr",
            Chart = "susie",
            MessageId = "m1",
            DueAt = default,
            Fault = fault,
            Attempts = attempts,
            GivenUpAt = givenUp ? DateTimeOffset.UnixEpoch : null,
        }));
    }

    [Fact]
    public void Each_reason_is_told_in_a_sentence_and_says_nothing_that_helps_is_said_twice() =>
        Assert.Equal(
            FaultReasons.Names.Count,
            FaultReasons.Names.Values.Select(FaultReasons.SentenceOf).Where(sentence => sentence.EndsWith('.')).Distinct(StringComparer.Ordinal).Count());
}
