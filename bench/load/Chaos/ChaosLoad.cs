using Load.Crashing;
using Load.Driving;
using Load.Posting;
using Load.Targets;

namespace Load.Chaos;

/// <summary>Posts a run's messages over its whole duration, one sequential client a chart, each to whichever replica answers.</summary>
internal sealed class ChaosLoad
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly ChaosPlan _plan;
    private readonly TimeProvider _clock;
    private readonly PersistentPoster _poster;
    private readonly ClosedLoop _loop;
    private readonly (int Number, OutgoingMessage Message)[][] _charts;
    private readonly List<ToldMessage>[] _told;

    public ChaosLoad(IReadOnlyList<Target> replicas, OutgoingMessage[] messages, ChaosPlan plan, TimeProvider clock)
    {
        (_plan, _clock) = (plan, clock);
        _poster = new PersistentPoster(replicas, clock);
        _charts = [.. messages.Index().GroupBy(message => message.Item.Chart, StringComparer.Ordinal).Select(chart => chart.ToArray())];
        _told = [.. _charts.Select(_ => new List<ToldMessage>())];
        _loop = new ClosedLoop(_charts.Length, AnswerTimeout, clock);
    }

    /// <summary>What clients were told, in posting order within each chart.</summary>
    public IReadOnlyList<ToldMessage> Told => [.. _told.SelectMany(told => told)];

    /// <summary>
    /// Posts each chart's first message: what a process compiles with its first requests takes seconds, and would be told of as the story's doing.
    /// </summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken) => await _loop.RunAsync(
        _charts.Length,
        async (lane, i, stop) => _told[i].Add(new ToldMessage(await _poster.PostAsync(lane, _charts[i][0].Message, stop), ToldMessage.BeforeTheStory)),
        cancellationToken);

    /// <summary>Posts the others in their time, and returns the books over all attempts.</summary>
    public async Task<Tally> RunAsync(long start, CancellationToken cancellationToken)
    {
        var (tally, _) = await _loop.RunAsync(
            _charts.Length,
            async (lane, i, stop) =>
            {
                foreach (var (number, message) in _charts[i].Skip(1))
                {
                    var due = (_plan.Duration * (number - _charts.Length) / (_plan.Messages - _charts.Length)) - _clock.GetElapsedTime(start);
                    if (due > TimeSpan.Zero)
                    {
                        await Task.Delay(due, _clock, stop);
                    }

                    var record = await _poster.PostAsync(lane, message, stop);
                    _told[i].Add(new ToldMessage(record, _clock.GetElapsedTime(start)));
                }
            },
            cancellationToken);
        return tally;
    }
}
