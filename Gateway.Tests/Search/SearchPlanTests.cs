using System.Globalization;
using Gateway.Search.Queries;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Search;

/// <summary>How SQLite answers the searches that inboxes make: along an index, without looking at all and without sorting.</summary>
public sealed class SearchPlanTests() : StorageContract(StorageProvider.Sqlite)
{
    [Theory]
    [InlineData("Communication", "patient=susie&_sort=-sent&_count=20")]
    [InlineData("Communication", "patient=susie&status=completed&_sort=-sent")]
    [InlineData("Communication", "patient=susie&in-response-to:missing=true&sent=ge2026-01")]
    [InlineData("Communication", "patient=susie&_has:Task:focus:status=requested")]
    [InlineData("Communication", "in-response-to=Communication/m01")]
    [InlineData("Communication", "identifier=http://example.org|1")]
    [InlineData("Communication", "")]
    [InlineData("Communication", "sent=ge2026-01&_sort=sent")]
    [InlineData("Task", "owner=CareTeam/blue&status=requested")]
    public async Task A_page_is_a_walk_along_an_index(string type, string query)
    {
        var plan = await PlanOfAsync(type, query);

        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alternatives_are_each_walked_on_their_own()
    {
        var plan = await PlanOfAsync("Communication", "sender=Patient/susie,Patient/mark");

        Assert.Contains("MERGE (UNION)", plan, StringComparison.Ordinal);
        Assert.Equal(2, plan.Split("USING PRIMARY KEY (Parameter=? AND Target=?)").Length - 1);
    }

    [Fact]
    public async Task The_page_after_begins_where_the_one_before_ended()
    {
        var plan = await PlanOfAsync("Communication", "patient=susie&_sort=-sent&_count=1", follow: true);

        Assert.Contains("(Parameter=? AND Target=? AND Occurred<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private async Task<string> PlanOfAsync(string type, string query, bool follow = false)
    {
        var bed = new SearchBed(Store);
        await bed.AddAsync(Enumerable.Range(1, 9).Select(i => new Communication
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"m{i:00}"),
            Subject = new ResourceReference("Patient/susie"),
            Sent = string.Create(CultureInfo.InvariantCulture, $"2026-01-{i:00}"),
        }));
        var request = SearchBed.Understand(type, query);
        if (follow)
        {
            request = SearchBed.Understand(type, (await bed.RunAsync(request)).Next!);
        }

        await using var db = Store.Read();
        var queries = new PageQueries(new RowQueries(db, _ => SearchBed.All with { HeldOfAll = false }, SearchBed.Bases), type, request.Criteria);
        return await QueryPlan.OfAsync(db, queries.Page(request.Sort, request.After, request.Count + 1));
    }
}
