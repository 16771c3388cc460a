namespace Gateway.Tests.Replies;

/// <summary>An EHR as far as its search of what has changed goes: with a clock of its own, late commits, corrections, and pages by place or by number.</summary>
internal sealed class AnEhr(AnEhr.Written[] history, AnEhr.Habits habits)
{
    public static readonly (DateTimeOffset After, int Id, int Number) First = (DateTimeOffset.MinValue, -1, 0);

    /// <summary>By the clock of the gateway.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>All that must have been read in the end: each message as it was dated last.</summary>
    public IEnumerable<(int Id, DateTimeOffset Dated)> All => history.Index().Select(message => (message.Index, (message.Item.CorrectedAt ?? message.Item.At) + habits.Skew));

    /// <summary>What is there to be seen now, dated since an instant of the EHR's clock; and where the next page is.</summary>
    public (IReadOnlyList<(int Id, DateTimeOffset Dated)> Entries, (DateTimeOffset After, int Id, int Number)? Next) Page(DateTimeOffset since, (DateTimeOffset After, int Id, int Number) place)
    {
        var visible = history.Index()
            .Where(message => message.Item.At + message.Item.Delay <= Now || message.Item.At > Now.AddYears(1))
            .Select(message => (Id: message.Index, Dated: (message.Item.CorrectedAt is { } corrected && corrected <= Now ? corrected : message.Item.At) + habits.Skew))
            .Where(message => message.Dated >= since)
            .OrderBy(message => message.Dated).ThenBy(message => message.Id)
            .ToList();
        var rest = habits.PagesByNumber
            ? visible.Skip(place.Number).ToList()
            : visible.Where(message => message.Dated > place.After || (message.Dated == place.After && message.Id > place.Id)).ToList();
        var page = rest.Take(habits.PageSize).ToList();

        // Time passes while a page is dealt with: what appears late, or is corrected, shifts pages that are counted.
        Now += TimeSpan.FromSeconds(1);
        return (page, rest.Count > page.Count ? (page[^1].Dated, page[^1].Id, place.Number + page.Count) : null);
    }

    /// <param name="At">When a clinician wrote it.</param>
    /// <param name="Delay">How much later it can be found.</param>
    /// <param name="CorrectedAt">When it was changed, if it was.</param>
    internal sealed record Written(DateTimeOffset At, TimeSpan Delay, DateTimeOffset? CorrectedAt = null);

    /// <param name="PageSize">Messages on a page.</param>
    /// <param name="PagesByNumber">A page is a number of messages behind the first, and not behind a message.</param>
    /// <param name="Skew">How far its clock is ahead.</param>
    /// <param name="StopEvery">The gateway is stopped on every so manieth page; never for none.</param>
    internal sealed record Habits(int PageSize, bool PagesByNumber, TimeSpan Skew, int StopEvery);
}
