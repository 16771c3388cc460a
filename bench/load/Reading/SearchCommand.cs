using System.CommandLine;
using Load.Reporting;
using Load.Targets;

namespace Load.Reading;

/// <summary><c>search</c>: how many searches a second?</summary>
internal static class SearchCommand
{
    private const string ChartPlaceholder = "{chart}";

    public static Command Create(TimeProvider clock)
    {
        var query = new Option<string[]>("--query", "-q")
        {
            Description = "Query relative to the base, e.g. 'Communication?patient={chart}&_sort=-sent&_count=20'; repeat for several in turn. {chart} is each chart in turn.",
            Required = true,
        };
        var count = new Option<int>("--count", "-n") { Description = "Searches to send.", DefaultValueFactory = _ => 1000 };
        var target = new TargetArguments(clock);
        var report = new ReportArguments();
        var command = new Command("search", "Send searches in turn.") { query, count };
        target.AddTo(command);
        report.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var server = await target.BindAsync(parsed, cancellationToken);
            var queries = parsed.GetRequiredValue(query);
            var getter = new Getter(server);
            var taken = await Measurement.TakeAsync(
                command.Name,
                report.Concurrency(parsed),
                report.ServerPid(parsed),
                () => report.Loop(parsed, clock).RunAsync(
                    parsed.GetValue(count),
                    (lane, i, stop) =>
                    {
                        var chart = server.Charts[i / queries.Length % server.Charts.Count];
                        var relative = queries[i % queries.Length].Replace(ChartPlaceholder, chart, StringComparison.Ordinal);
                        return getter.GetAsync(lane, relative, chart, stop);
                    },
                    cancellationToken),
                clock);
            return await report.PublishAsync(taken, parsed, cancellationToken);
        });
        return command;
    }
}
