using System.Collections.Immutable;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>
/// One look at what has changed in the EHR. How far it was read is kept with each page that was dealt with to its end; so a crash, an EHR that goes
/// away or a message that cannot be judged now costs another look, and no reply.
/// </summary>
internal sealed class ReplyRound(
    ReplyTurns turns, EhrPages pages, ReplyReader reader, ReplyIntake intake, ReplyMetrics metrics, IOptions<EhrOptions> options, TimeProvider clock, ILogger<ReplyRound> logger)
{
    /// <summary>More pages than that, once the look has come further, are another look's: others may want the turn.</summary>
    private const int MostPages = 100;

    private const string PageLoop = "page-loop";
    private const string TurnLost = "turn-lost";

    private readonly ReplyOptions replies = options.Value.Replies;
    private int pageSize = options.Value.Replies.PageSize;
    private ImmutableHashSet<string> counted = [];

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        metrics.ReadAt = await turns.LastReadAsync(cancellationToken) ?? metrics.ReadAt;
        if (await turns.TakeAsync(cancellationToken) is not { } turn)
        {
            return;
        }

        try
        {
            await LookAsync(turn, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await turn.GiveBackAsync();
            throw;
        }
        catch (Exception defect)
        {
            await turn.FailAsync(defect.GetType().Name, null, cancellationToken);
            throw;
        }
    }

    private async Task LookAsync(ReplyTurn turn, CancellationToken cancellationToken)
    {
        var walk = new ReplyWalk(turn.Reached, replies.Overlap);
        var (visited, seen) = (new HashSet<string>(StringComparer.Ordinal), ImmutableHashSet.CreateBuilder<string>());
        var address = EhrPages.Query(walk.Since, pageSize);
        for (var count = 1; ; count++)
        {
            if (!visited.Add(address))
            {
                await FailAsync(turn, PageLoop, null, cancellationToken);
                return;
            }

            var reading = await pages.ReadAsync(address, walk.Since, cancellationToken);
            if (reading is not PageReading.Page page)
            {
                var failed = (PageReading.Failed)reading;
                // A page with many large files is asked for in smaller pieces.
                pageSize = failed.Fault == EhrFault.TooLarge ? Math.Max(1, pageSize / 2) : pageSize;
                await FailAsync(turn, failed.Fault, failed.RetryAfter, cancellationToken);
                return;
            }

            if (await TakeAsync(page, turn, seen, cancellationToken) is { } stuck)
            {
                counted = counted.Union(seen);
                await FailAsync(turn, stuck, null, cancellationToken);
                return;
            }

            var step = walk.Dealt(page.Entries.Select(entry => entry.Updated), page.Next is not null, clock.GetUtcNow());
            turn.Reached = walk.Position;
            if (step == WalkStep.End || (count >= MostPages && walk.HasMoved))
            {
                pageSize = step == WalkStep.End ? replies.PageSize : pageSize;
                counted = seen.ToImmutable();
                await EndAsync(turn, step == WalkStep.End, cancellationToken);
                return;
            }

            if (turn.IsToBeKept && !await turn.KeepAsync(cancellationToken))
            {
                // Somebody else looks by now, or the store is away.
                return;
            }

            address = step == WalkStep.AskAnew ? EhrPages.Query(walk.Since, pageSize) : page.Next!.AbsoluteUri;
        }
    }

    /// <summary>Deals with a page; null, or what keeps it from being dealt with to its end.</summary>
    private async Task<string?> TakeAsync(PageReading.Page page, ReplyTurn turn, ImmutableHashSet<string>.Builder seen, CancellationToken cancellationToken)
    {
        var known = await reader.KnownAsync(page.Entries.Where(entry => !entry.IsOurs).Select(entry => entry.EhrId), cancellationToken);
        foreach (var entry in page.Entries)
        {
            if (turn.IsToBeKept && !await turn.KeepAsync(cancellationToken))
            {
                return TurnLost;
            }

            var result = await intake.TakeAsync(entry, known, cancellationToken);
            if (result is ReplyResult.Later later)
            {
                return later.Why;
            }

            Tell(entry, result, seen);
        }

        return null;
    }

    // What is read again only because each look goes back a little is counted once.
    private void Tell(EhrEntry entry, ReplyResult result, ImmutableHashSet<string>.Builder seen)
    {
        if (result is ReplyResult.Ours or ReplyResult.Known)
        {
            return;
        }

        var mark = $"{entry.EhrId} {entry.Version} {entry.Updated?.UtcTicks}";
        if (!seen.Add(mark) || counted.Contains(mark))
        {
            return;
        }

        metrics.Took(result);
        switch (result)
        {
            case ReplyResult.Filed:
                logger.ReplyFiled(entry.EhrId);
                break;
            case ReplyResult.Held:
                logger.ReplyHeld(entry.EhrId);
                break;
            case ReplyResult.Corrected:
                logger.ReplyCorrected(entry.EhrId);
                break;
            case ReplyResult.Ended:
                logger.ReplyEnded(entry.EhrId);
                break;
            case ReplyResult.Refused refused:
                logger.ReplyRefused(entry.EhrId, refused.Why);
                break;
        }
    }

    private async Task EndAsync(ReplyTurn turn, bool isComplete, CancellationToken cancellationToken)
    {
        if (turn.Failures > 0)
        {
            logger.LooksAgain(turn.Failures);
        }

        if (await turn.EndAsync(isComplete, cancellationToken) && isComplete)
        {
            metrics.Looked(null);
            metrics.ReadAt = clock.GetUtcNow();
        }
    }

    private async Task FailAsync(ReplyTurn turn, string fault, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        metrics.Looked(fault);
        logger.LookFailed(fault, turn.Failures + 1);
        await turn.FailAsync(fault, retryAfter, cancellationToken);
    }
}
