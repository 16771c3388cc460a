using Load.Driving;
using Load.Posting;
using Load.Reporting;
using Load.Servers;
using Load.Targets;

namespace Load.Comparing;

/// <summary>Posts the same messages to each contender in turn, round after round, each on a fresh process and a fresh store.</summary>
internal sealed class ThroughputRun(ThroughputPlan plan, Programs programs, string directory, TextWriter progress, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    public async Task<ILookup<Contender, LoadReport>> RunAsync(CancellationToken cancellationToken)
    {
        var reports = new List<(Contender Contender, LoadReport Report)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var contender in Enum.GetValues<Contender>())
            {
                var store = Directory.CreateDirectory(Path.Combine(directory, $"{round}-{contender}"));
                var report = await MeasureAsync(contender, store.FullName, cancellationToken);
                await progress.WriteLineAsync($"round {round + 1}, {contender}: {report.Rate:F0}/s, {report.Tally[Outcome.Accepted]} of {report.Tally.Total} accepted");
                reports.Add((contender, report));
                store.Delete(recursive: true);
            }
        }

        return reports.ToLookup(measured => measured.Contender, measured => measured.Report);
    }

    private Task<LoadReport> MeasureAsync(Contender contender, string store, CancellationToken cancellationToken) => contender switch
    {
        Contender.BareOne => BareAsync("bare/one", store, cancellationToken),
        Contender.BareGrouped => BareAsync("bare/grouped", store, cancellationToken),
        Contender.RowsGrouped => RowsAsync(store, cancellationToken),
        Contender.GatewayDelivering => GatewayAsync(paused: false, store, cancellationToken),
        Contender.GatewayPaused => GatewayAsync(paused: true, store, cancellationToken),
    };

    private async Task<LoadReport> BareAsync(string path, string store, CancellationToken cancellationToken)
    {
        var address = LoopbackPort.NewAddress();
        await using var server = ServerProcess.Start(
            "Bare", programs.Bare, [$"--urls={address}", $"--Store={Path.Combine(store, "bare.db")}"], Path.Combine(store, "bare.log"));
        return await InsertAsync(server, address, "bare/ready", path, cancellationToken);
    }

    private async Task<LoadReport> RowsAsync(string store, CancellationToken cancellationToken)
    {
        var address = LoopbackPort.NewAddress();
        await using var server = ServerProcess.Start(
            "Rows",
            typeof(RowsCommand).Assembly.Location,
            [RowsCommand.Name, RowsCommand.Url, address.ToString(), RowsCommand.Store, Path.Combine(store, "rows.db")],
            Path.Combine(store, "rows.log"));
        return await InsertAsync(server, address, "rows/ready", "rows", cancellationToken);
    }

    private async Task<LoadReport> InsertAsync(ServerProcess server, Uri address, string ready, string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await server.ReadyAsync(http, new Uri(address, ready), clock, cancellationToken);
        string[] charts = [.. Enumerable.Range(0, plan.Charts).Select(i => $"chart-{i}")];
        var target = new Target(new Uri(address, path), charts, new Dictionary<string, string>(), null);
        return await PostAsync(path, target, server.Id, cancellationToken);
    }

    private async Task<LoadReport> GatewayAsync(bool paused, string store, CancellationToken cancellationToken)
    {
        await using var bench = new Bench(programs.Sandbox, programs.Gateway, store, clock);
        await bench.StartEhrAsync(cancellationToken);
        bench.LaunchGateway($"--Delivery:Paused={paused}");
        await bench.GatewayReadyAsync(cancellationToken);
        var target = await bench.TargetAsync(plan.Charts, cancellationToken);
        return await PostAsync("gateway", target, bench.Gateway.Id, cancellationToken);
    }

    private async Task<LoadReport> PostAsync(string name, Target target, int processId, CancellationToken cancellationToken)
    {
        var poster = new Poster(target, idempotent: false);
        var texts = MessageSource.Generate(plan.Messages, seed: 1, aboutRelatives: 0);
        var source = new MessageSource(name, target.Charts, clock);
        var warmUp = source.Make(texts, plan.WarmUp, labelled: false);
        var messages = source.Make(texts, plan.Messages, labelled: false);
        var loop = new ClosedLoop(plan.Concurrency, AnswerTimeout, clock);
        await loop.RunAsync(warmUp.Length, (lane, i, stop) => poster.PostAsync(lane, warmUp[i], stop), cancellationToken);
        return await Measurement.TakeAsync(
            name,
            plan.Concurrency,
            processId,
            () => loop.RunAsync(messages.Length, (lane, i, stop) => poster.PostAsync(lane, messages[i], stop), cancellationToken),
            clock);
    }
}
