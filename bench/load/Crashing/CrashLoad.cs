using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Targets;

namespace Load.Crashing;

/// <summary>Posts a run's messages, one sequential client a chart: the order in which it was answered is the order promised.</summary>
internal sealed class CrashLoad(Target target, OutgoingMessage[] messages, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private int _answers;

    public int Answers => Volatile.Read(ref _answers);

    /// <summary>What clients were told, in posting order within each chart, and the books over all attempts.</summary>
    public async Task<(IReadOnlyList<MessageRecord> Told, Tally Tally)> RunAsync(CancellationToken cancellationToken)
    {
        var poster = new PersistentPoster([target], clock);
        var charts = messages.GroupBy(message => message.Chart, StringComparer.Ordinal).Select(chart => chart.ToArray()).ToArray();
        var told = new MessageRecord[charts.Length][];
        var loop = new ClosedLoop(charts.Length, AnswerTimeout, clock);
        var (tally, _) = await loop.RunAsync(
            charts.Length,
            async (lane, i, stop) =>
            {
                told[i] = new MessageRecord[charts[i].Length];
                for (var j = 0; j < charts[i].Length; j++)
                {
                    told[i][j] = await poster.PostAsync(lane, charts[i][j], stop);
                    Interlocked.Increment(ref _answers);
                }
            },
            cancellationToken);
        return ([.. told.SelectMany(records => records)], tally);
    }
}
