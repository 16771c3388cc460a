using System.Globalization;
using Gateway.Storage;
using Load.Driving;
using Load.Reporting;
using Load.Seeding;
using Load.Servers;
using Load.Targets;

namespace Load.Growing;

/// <summary>
/// Asks stores of different sizes the same, each behind a gateway of its own. All of them run all the time and are asked in
/// turn, round after round: what else the machine does disturbs them alike.
/// </summary>
internal sealed class GrowthRun(
    GrowthPlan plan, string gatewayProgram, string sandboxProgram, string? postgres, string directory, TextWriter progress, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<GrowthMeasurement>> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await using var ehr = new EhrServer(sandboxProgram, directory, clock);
        var audience = new Uri(LoopbackPort.NewAddress(), "fhir");
        await ehr.StartAsync(http, new Uri(audience, "/"), cancellationToken);
        var measured = new List<GrowthMeasurement>();
        foreach (var provider in plan.Providers)
        {
            await using var resources = new Disposables();
            var stores = new List<GrowthStore>();
            foreach (var size in plan.Sizes)
            {
                stores.Add(await StartAsync(provider, size, ehr, audience, http, resources, cancellationToken));
            }

            foreach (var store in stores)
            {
                await LearnAsync(store, cancellationToken);
            }

            await WarmUpAsync(stores, cancellationToken);
            for (var round = 0; round < plan.Rounds; round++)
            {
                await MeasureAsync(provider, stores, round, measured, cancellationToken);
                await progress.WriteLineAsync($"{provider}: round {round + 1} of {plan.Rounds}");
            }
        }

        return measured;
    }

    private async Task<GrowthStore> StartAsync(
        StorageProvider provider, int size, EhrServer ehr, Uri audience, HttpClient http, Disposables resources, CancellationToken cancellationToken)
    {
        var address = LoopbackPort.NewAddress();
        var fhirBase = new Uri(address, "fhir");
        // One patient more: whose chart is the busy one.
        var patients = await ehr.TargetAsync(http, fhirBase, Math.Min(plan.OwnCharts, plan.ChartsOf(size)) + 1, cancellationToken);
        var token = await SandboxEhr.TokenAsync(http, new SandboxEhr(http, ehr.Url).TokenUrl, "system", null, "portal", cancellationToken);
        string[] own = [.. patients.Charts.Skip(1)];
        var seeded = new SeedOptions(
            size, [.. own, .. GeneratedCharts.Take(plan.ChartsOf(size) - own.Length)], new BusyChart(patients.Charts[0], plan.BusyEvery));
        var file = await StoreFile.CreateAsync(provider, postgres, directory, size, cancellationToken);
        resources.Add(file);
        await SeedAsync(provider, file, seeded, cancellationToken);
        var gateway = ServerProcess.Start(
            "The gateway",
            gatewayProgram,
            [
                $"--urls={address.GetLeftPart(UriPartial.Authority)}",
                $"--Gateway:PublicBase={fhirBase}",
                .. ehr.SettingsFor(audience),
                $"--Storage:Provider={provider}",
                $"--Storage:ConnectionString={file.ConnectionString}",
            ],
            Path.Combine(directory, $"gateway-{provider}-{size}.log"));
        resources.Add(gateway);
        await gateway.ReadyAsync(http, new Uri(address, "fhir/metadata"), clock, cancellationToken);
        return new GrowthStore(seeded, patients, new Target(fhirBase, seeded.Charts, new Dictionary<string, string>(), token));
    }

    private async Task SeedAsync(StorageProvider provider, StoreFile file, SeedOptions seeded, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await using var store = new SeedStore(provider, file.ConnectionString);
        await new Seeder(store, clock).SeedAsync(seeded, cancellationToken);
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{provider}: {seeded.Count} messages in {seeded.Charts.Count} charts, {seeded.OfBusy} in the busy one: {clock.GetElapsedTime(start).TotalSeconds:F0} s"));
    }

    private async Task LearnAsync(GrowthStore store, CancellationToken cancellationToken)
    {
        using var http = ClosedLoop.NewInvoker(1);
        using var lane = new Lane(http, AnswerTimeout, clock);
        await store.LearnAsync(lane, cancellationToken);
    }

    private async Task WarmUpAsync(List<GrowthStore> stores, CancellationToken cancellationToken)
    {
        foreach (var question in Question.All)
        {
            foreach (var store in stores)
            {
                await AskAsync(store, question, GrowthPlan.Concurrencies[^1], 0, plan.WarmUp, cancellationToken);
            }
        }
    }

    private async Task MeasureAsync(
        StorageProvider provider, List<GrowthStore> stores, int round, List<GrowthMeasurement> measured, CancellationToken cancellationToken)
    {
        foreach (var concurrency in GrowthPlan.Concurrencies)
        {
            foreach (var question in Question.All)
            {
                for (var i = 0; i < stores.Count; i++)
                {
                    // Another one begins in each round.
                    var store = stores[(i + round) % stores.Count];
                    var first = plan.WarmUp + (round * plan.Requests);
                    var report = await Measurement.TakeAsync(
                        question.Name,
                        concurrency,
                        null,
                        () => AskAsync(store, question, concurrency, first, plan.Requests, cancellationToken),
                        clock);
                    measured.Add(new GrowthMeasurement(provider, question, concurrency, store.Seeded.Count, round, report));
                }
            }
        }
    }

    private Task<(Tally Tally, TimeSpan Elapsed)> AskAsync(
        GrowthStore store, Question question, int concurrency, int first, int count, CancellationToken cancellationToken)
    {
        var asker = new Asker(store);
        return new ClosedLoop(concurrency, AnswerTimeout, clock).RunAsync(
            count, (lane, i, stop) => asker.SendAsync(lane, question.Of(store, first + i), stop), cancellationToken);
    }
}
