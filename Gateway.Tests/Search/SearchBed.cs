using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Search.Criteria;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Search;

/// <summary>A store with a search over it: resources go in as the gateway writes them, questions are asked as clients write them.</summary>
internal sealed class SearchBed(StoreUnderTest store)
{
    public static readonly ImmutableArray<string> Bases = ["http://gateway.test/fhir/", "http://ehr.test/fhir/"];

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ReadRights All = new(Everywhere: true, [], HeldOfAll: true, []);

    private static long lastSequence;

    public static SearchIndex Index { get; } = new(Bases);

    public SearchReader Reader { get; } = new(new Factory(store), Index, TimeProvider.System);

    public static SearchReading Read(string type, string query, bool isStrict = true, string? compartment = null) => SearchRequest.Read(
        type, QueryText.Parse(query), new SearchContext(Bases, Now, isStrict, compartment is null ? null : new PatientId(compartment)));

    public static SearchRequest Understand(string type, string query, bool isStrict = true, string? compartment = null) =>
        Assert.IsType<SearchReading.Understood>(Read(type, query, isStrict, compartment)).Request;

    public static (StoredResource Row, IEnumerable<object> Entries) Stored(Resource resource, string? chart = null, string? heldOf = null)
    {
        var entries = Index.EntriesOf(resource);
        var row = new StoredResource
        {
            Sequence = Interlocked.Increment(ref lastSequence),
            ResourceType = resource.TypeName,
            ResourceId = resource.Id!,
            Version = 1,
            LastUpdated = resource.Meta?.LastUpdated ?? Rows.Noon,
            Occurred = entries.Occurred ?? Rows.Noon,
            Chart = chart,
            Sender = heldOf,
            Quarantined = heldOf is not null,
            Content = FhirJson.Serialize(resource),
        };
        return (row, entries.RowsFor(row.Sequence, row.Occurred));
    }

    public async System.Threading.Tasks.Task AddAsync(params IEnumerable<Resource> resources)
    {
        foreach (var batch in resources.Chunk(200))
        {
            await StoreAsync(batch.Select(resource => Stored(resource)));
        }
    }

    public async System.Threading.Tasks.Task StoreAsync(params IEnumerable<(StoredResource Row, IEnumerable<object> Entries)> resources) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(changes =>
        {
            foreach (var (row, entries) in resources)
            {
                changes.Add(row);
                foreach (var entry in entries)
                {
                    changes.Add(entry);
                }
            }
        }));

    public Task<SearchPage> RunAsync(string type, string query, ReadRights? rights = null, string? compartment = null) =>
        RunAsync(Understand(type, query, compartment: compartment), rights);

    public Task<SearchPage> RunAsync(SearchRequest request, ReadRights? rights = null) =>
        Reader.RunAsync(request, _ => rights ?? All, TestContext.Current.CancellationToken);

    public async Task<string[]> FindAsync(string type, string query, ReadRights? rights = null, string? compartment = null) =>
        [.. (await RunAsync(type, query, rights, compartment)).Matches.Select(row => row.ResourceId)];

    /// <summary>The ids found, in alphabetical order.</summary>
    public async Task<string[]> SetAsync(string type, string query, ReadRights? rights = null) =>
        [.. (await FindAsync(type, query, rights)).Order(StringComparer.Ordinal)];

    private sealed class Factory(StoreUnderTest store) : IDbContextFactory<GatewayDb>
    {
        public GatewayDb CreateDbContext() => store.Read();
    }
}
