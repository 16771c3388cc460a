using Gateway.Measures;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Gateway.Tests.Storage;

namespace Gateway.Tests.Measures;

/// <summary>What the measures ask of the store, on every database.</summary>
public abstract class MeasuresContract : StorageContract
{
    private protected MeasuresContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task A_time_is_read_with_what_was_decided_given_back_and_moved_in_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        await AddAsync(Rows.Message("held", quarantined: true));
        await AddAsync(Rows.Message("filed"));
        await AddAsync(new TokenEntry { Parameter = ReviewEntries.Pool, Code = "Communication/held", System = "CareTeam/pool-review", Occurred = Rows.Noon, Resource = 77 });
        await AddAsync(ADecision("held", DecisionKind.Redirect, now));
        await AddAsync(ADecision("filed", DecisionKind.Retract, now));
        await AddAsync(ADecision("before", DecisionKind.Release, now.AddDays(-2)));
        await AddAsync(GivenBack("about-someone-else", "Patient/johnny-smith Patient/emma-smith"));
        await AddAsync(GivenBack("not-permitted", null));
        await AddAsync(Taken("johnny-smith"));

        var recent = await new MeasuresReader(Store.Databases).ReadAsync(now.AddHours(-1), now.AddHours(1), Cancellation);
        var noon = await new MeasuresReader(Store.Databases).ReadAsync(Rows.Noon, Rows.Noon.AddHours(1), Cancellation);

        Assert.Equal((1, 1), (recent.GivenBack, recent.MovedBySender));
        Assert.Equal([("CareTeam/pool-review", DecisionKind.Redirect), (null, DecisionKind.Retract)], recent.Decisions.OrderBy(decision => decision.Kind).Select(decision => (decision.Pool, decision.Kind)));
        Assert.Equal(2, noon.Stored);
        Assert.Empty(noon.Decisions);
    }

    private static ReviewDecision ADecision(string message, DecisionKind kind, DateTimeOffset at) => new()
    {
        MessageId = message,
        MessageVersion = 2,
        Kind = kind,
        By = DecidedBy.Reviewer,
        Client = "inbox",
        DecidedAt = at,
        HeldSince = kind is DecisionKind.Retract ? null : at.AddMinutes(-10),
        Fingerprint = [1],
    };

    private static AuditEntry GivenBack(string why, string? suggested) => new()
    {
        Action = AuditAction.Create,
        Outcome = AuditOutcome.Refused,
        Client = "portal",
        Person = "Patient/susie-smith",
        Resource = "Communication",
        Chart = "susie-smith",
        Why = why,
        Related = suggested,
    };

    private static AuditEntry Taken(string chart) => new()
    {
        Action = AuditAction.Create,
        Client = "portal",
        Person = "Patient/susie-smith",
        Resource = "Communication/moved",
        Chart = chart,
    };

    private async Task AddAsync(object row) => Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Add(row)));
}
