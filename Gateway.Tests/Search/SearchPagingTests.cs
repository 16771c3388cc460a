using System.Globalization;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Search;

/// <summary>Pages while others write.</summary>
public sealed class SearchPagingTests() : StorageContract(StorageProvider.Sqlite)
{
    private const int Before = 10_000;
    private const int Meanwhile = 1_000;

    [Theory]
    [InlineData("patient=susie&_sort=-sent")]
    [InlineData("_sort=sent")]
    public async Task All_that_was_there_at_the_start_is_seen_exactly_once(string query)
    {
        var bed = new SearchBed(Store);
        await bed.AddAsync(Enumerable.Range(0, Before).Select(i => Message($"old{i}", i * 7919 % Before)));
        var writing = bed.AddAsync(Enumerable.Range(0, Meanwhile).Select(i => Message($"new{i}", i * 7907 % Before)));

        var seen = new List<string>();
        for (var next = $"{query}&_count=250"; next is not null;)
        {
            var page = await bed.RunAsync("Communication", next);
            seen.AddRange(page.Matches.Select(row => row.ResourceId));
            next = page.Next;
        }

        await writing;
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(Before, seen.Count(id => id.StartsWith("old", StringComparison.Ordinal)));
    }

    // Ten to a second, so that pages end among equals.
    private static Communication Message(string id, int place) => new()
    {
        Id = id,
        Subject = new ResourceReference("Patient/susie"),
        Sent = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(place / 10).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
    };
}
