using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Charts;
using Gateway.DeadLetters;
using Gateway.Mllp;
using Gateway.References;
using Microsoft.Extensions.Options;

namespace Gateway.Adt;

/// <summary>
/// The story of an ADT message: forget what was known of its patients, and after a merge send what waits to the chart that survived, if the EHR's
/// own FHIR API says the same (ADR 0057).
/// </summary>
internal sealed class AdtDesk(
    NumberHolders holders,
    ChartDirectory directory,
    DirectoryCache cache,
    ChartMerges merges,
    AdtMetrics metrics,
    IOptions<AdtOptions> options,
    TimeProvider clock,
    ILogger<AdtDesk> logger)
{
    /// <summary>Takes the content of one frame; its acknowledgement.</summary>
    public async Task<byte[]> TakeAsync(byte[] content, CancellationToken cancellationToken)
    {
        var (message, answer) = await AnswerAsync(content, cancellationToken);
        metrics.Took(AdtReader.EventOf(message), answer);
        logger.Took(AdtReader.EventOf(message), answer.Code, answer.Error ?? 0);
        return answer.For(message, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[..20], options.Value.Processing, clock.GetUtcNow());
    }

    private async Task<(Hl7Message? Message, AdtAnswer Answer)> AnswerAsync(byte[] content, CancellationToken cancellationToken)
    {
        Hl7Message? message = null;
        try
        {
            message = Hl7Message.TryRead(content, out var read) ? read : null;
            return (message, await AnswerAsync(AdtReader.Read(message, options.Value), cancellationToken));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store is away, or a defect: whoever sends it keeps it, and the next message is taken all the same.
            logger.NotTaken(fault.GetType().Name);
            return (message, AdtAnswer.Later);
        }
    }

    private async Task<AdtAnswer> AnswerAsync(AdtReading reading, CancellationToken cancellationToken) => reading switch
    {
        AdtReading.Wrong wrong => wrong.Answer,
        AdtReading.Changed changed => (await ForgetAsync(changed.Patient, "PID", 3, cancellationToken)).Objection ?? AdtAnswer.Taken,
        AdtReading.Merged merged => await FollowAsync(merged.Merges, cancellationToken),
        _ => throw new UnreachableException(),
    };

    /// <summary>Later, if not all of it could be told now; what was done stays done, and is not done again.</summary>
    private async Task<AdtAnswer> FollowAsync(ImmutableArray<AdtMerge> told, CancellationToken cancellationToken)
    {
        foreach (var merge in told)
        {
            var (kept, unknown) = await ForgetAsync(merge.Survivor, "PID", 3, cancellationToken);
            var (merged, alsoUnknown) = await ForgetAsync(merge.Merged, "MRG", 1, cancellationToken);
            if ((unknown ?? alsoUnknown) is { } objection)
            {
                return objection;
            }

            if (await SurvivorAsync(kept, cancellationToken) is not { } survivor || !await FollowAsync(merged, survivor, cancellationToken))
            {
                return AdtAnswer.Later;
            }
        }

        return AdtAnswer.Taken;
    }

    private async Task<bool> FollowAsync(ImmutableArray<PatientId> merged, Survivor survivor, CancellationToken cancellationToken)
    {
        // The number of a chart that was merged away may be the survivor's by now: the EHR's links then say which chart that was.
        foreach (var chart in merged.Union(survivor.Replaces).Where(chart => chart != survivor.Chart))
        {
            cache.Forget(chart);
            var today = await directory.FindChartAsync(chart, cancellationToken);
            if (today is Lookup<ChartFacts>.Unavailable)
            {
                return false;
            }

            var isConfirmed = survivor.Chart is { } confirmed && today is Lookup<ChartFacts>.Found { Facts.Id: var id } && id == confirmed;
            var outcome = isConfirmed ? await merges.FollowAsync(chart, survivor.Chart!.Value, cancellationToken)
                : merged.Contains(chart) ? await merges.StopAsync(chart, cancellationToken)
                : new MergeOutcome.Done(0);
            if (outcome is not MergeOutcome.Done done)
            {
                return false;
            }

            metrics.Moved(isConfirmed, done.Messages);
            logger.Merged(chart.ToString(), survivor.Chart?.ToString() ?? "none", isConfirmed, done.Messages);
        }

        return true;
    }

    /// <summary>Null while the EHR cannot say.</summary>
    private async Task<Survivor?> SurvivorAsync(ImmutableArray<PatientId> kept, CancellationToken cancellationToken)
    {
        List<ChartFacts> charts = [];
        foreach (var chart in kept)
        {
            switch (await directory.FindChartAsync(chart, cancellationToken))
            {
                case Lookup<ChartFacts>.Found found:
                    charts.Add(found.Facts);
                    break;
                case Lookup<ChartFacts>.Unavailable:
                    return null;
            }
        }

        // Numbers of several charts name none.
        return charts.DistinctBy(chart => chart.Id).ToList() is [var only] ? new Survivor(only.Id, only.Replaces) : new Survivor(null, []);
    }

    /// <summary>The charts that the EHR has under these numbers, which are asked for anew from now on; and what stands against it, if it cannot say of each.</summary>
    private async Task<(ImmutableArray<PatientId> Charts, AdtAnswer? Objection)> ForgetAsync(
        ImmutableArray<BusinessIdentifier> numbers, string segment, int field, CancellationToken cancellationToken)
    {
        HashSet<PatientId> charts = [];
        AdtAnswer? objection = null;
        foreach (var number in numbers)
        {
            switch (await holders.OfAsync(number, cancellationToken))
            {
                case NumberHolding.By by:
                    charts.UnionWith(by.Charts);
                    break;
                case NumberHolding.Refused:
                    // It will not be taken later either: sent again and again, it would hold up the feed. What the others name is forgotten all the same.
                    objection = AdtAnswer.Unknown(segment, field);
                    break;
                case NumberHolding.Unavailable:
                    return ([], AdtAnswer.Later);
                default:
                    throw new UnreachableException();
            }
        }

        foreach (var chart in charts)
        {
            cache.Forget(chart);
        }

        return ([.. charts], objection);
    }

    private sealed record Survivor(PatientId? Chart, ImmutableArray<PatientId> Replaces);
}
