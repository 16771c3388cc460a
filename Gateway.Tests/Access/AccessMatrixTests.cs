using System.Collections.Concurrent;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Access;

/// <summary>Every caller, with all kinds of scopes, in every interaction with every state of a resource, through the front door.</summary>
public sealed class AccessMatrixTests
{
    private const int AtOnce = 6;

    [Fact]
    public async Task Every_cell_is_as_the_document_says()
    {
        await using var gateway = await Lindqvists.StartAsync(builder =>
        {
            builder.Configuration["Charts:CacheSeconds"] = "600";
            // Thousands of requests: nobody reads what each of them logs.
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await StoreAsync(gateway);
        var trail = await LeaveTrailAsync(gateway);
        using var http = new HttpClient { BaseAddress = new Uri($"{gateway.FhirBase}/") };
        var wrong = new ConcurrentBag<string>();
        var cells = 0;

        await Parallel.ForEachAsync(
            Rounds(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (oracle, _) =>
            {
                var round = new MatrixRound(http, oracle, oracle.Caller.Token(gateway, oracle.Scopes), trail);
                await round.RunAsync();
                Interlocked.Add(ref cells, round.Cells);
                round.Wrong.ForEach(wrong.Add);
            });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {cells} cells are wrong:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(20))}");
        Assert.True(cells >= 3000, $"only {cells} cells");
        TestContext.Current.TestOutputHelper?.WriteLine($"{cells} cells");
    }

    // Like the dark squares of a board: each caller with half of the scopes, each scope with half of the callers, in half of the time.
    private static IEnumerable<MatrixOracle> Rounds() =>
        from caller in MatrixCaller.All.Index()
        from scopes in MatrixScopes.All.Index()
        where (caller.Index + scopes.Index) % 2 == 0
        select new MatrixOracle(caller.Item, scopes.Item);

    private static async Task StoreAsync(RunningGateway gateway)
    {
        var index = gateway.Services.GetRequiredService<SearchIndex>();
        var sequences = gateway.Services.GetRequiredService<SequenceBlocks>();
        foreach (var resource in MatrixResource.All)
        {
            var rows = await resource.RowsAsync(sequences, index).ToListAsync(TestContext.Current.CancellationToken);
            Assert.IsType<CommitResult.Committed>(await gateway.Services.GetRequiredService<CommitQueue>().CommitAsync(
                changes => rows.ForEach(changes.Add), TestContext.Current.CancellationToken));
        }
    }

    // Two events of one chart, one of them about a held message.
    private static async Task<IReadOnlyList<MatrixResource>> LeaveTrailAsync(RunningGateway gateway)
    {
        AuditEntry[] entries = [Created("matrix-ikenna-news", isHeld: false), Created("matrix-ikenna-held", isHeld: true)];
        Assert.IsType<CommitResult.Committed>(await gateway.Services.GetRequiredService<CommitQueue>().CommitAsync(
            changes => Array.ForEach(entries, changes.Add), TestContext.Current.CancellationToken));
        return [.. entries.SelectMany(MatrixResource.OfTrail)];
    }

    private static AuditEntry Created(string message, bool isHeld) => new()
    {
        Action = AuditAction.Create,
        Client = "matrix",
        Resource = $"Communication/{message}",
        Version = 1,
        Chart = Lindqvists.Ikenna,
        Sender = $"Patient/{Lindqvists.Ngozi}",
        Quarantined = isHeld,
    };
}
