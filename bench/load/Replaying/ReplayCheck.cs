namespace Load.Replaying;

/// <summary>Waits until what was accepted is in the EHR, then judges what is there.</summary>
internal sealed class ReplayCheck(IEhrLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A second copy or a held message would come after the last accepted one: look once more a little later.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    public async Task<ReplayFindings> RunAsync(
        IReadOnlyList<MessageRecord> told, ReplayRules rules, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        string[] ids = [.. told.Where(record => record.Id is not null).Select(record => record.Id!)];
        while (!ReplayPolicy.AllArrived(told, await ledger.ReadAsync(ids, cancellationToken)) && clock.GetElapsedTime(start) < patience)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        await Task.Delay(Aftermath, clock, cancellationToken);
        var filed = await ledger.ReadAsync(ids, cancellationToken);
        return ReplayPolicy.Judge(told, filed, rules with { Exclusive = rules.Exclusive && ledger.ListsEverything });
    }
}
