using Gateway.Storage;

namespace Load.Seeding;

/// <summary>The rows that a create writes, message by message: those of the store, the message's way to the EHR, and its row of the audit trail.</summary>
internal sealed class RowSource
{
    /// <summary>More than any run asks for.</summary>
    private const int Messages = 2_000_000;

    private const int Charts = 128;

    /// <summary>As many rules as the intake names for a message of the generated ones, on average.</summary>
    private const int Rules = 18;

    private static readonly string Reasons =
        $"[{string.Join(',', Enumerable.Range(10, Rules).Select(start => $$"""{"ruleId":"intent.NewSymptom","expression":"Communication.payload[0].content","start":{{start}},"length":12}"""))}]";

    private readonly SeedSource _source;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new();
    private int _next;

    private RowSource(SeedSource source, TimeProvider clock) => (_source, _clock) = (source, clock);

    public static async Task<RowSource> OpenAsync(string connectionString, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var store = new SeedStore(StorageProvider.Sqlite, connectionString);
        await store.MigrateAsync(cancellationToken);
        var first = await store.ReserveAsync((long)Messages * SeedSource.SequencesEach, cancellationToken);
        return new RowSource(new SeedSource(new SeedOptions(Messages, GeneratedCharts.Take(Charts)), first, clock), clock);
    }

    public void StageNext(Changes changes)
    {
        SeedRows rows;
        lock (_turn)
        {
            rows = _source.Make(_next++, 1);
        }

        foreach (var row in rows.Tables.SelectMany(table => table))
        {
            changes.Add(row);
        }

        var message = rows.Resources.First(resource => resource.ResourceType == "Communication");
        changes.Add(new OutboxEntry { Connection = "bench", Chart = message.Chart!, MessageId = message.ResourceId, DueAt = _clock.GetUtcNow() });
        changes.Add(new AuditEntry
        {
            Action = AuditAction.Create,
            Outcome = AuditOutcome.Done,
            Client = "bench",
            Person = message.Sender,
            Resource = $"Communication/{message.ResourceId}",
            Version = 1,
            Chart = message.Chart,
            Sender = message.Sender,
            PolicyVersion = "default-1",
            Reasons = Reasons,
        });
    }
}
