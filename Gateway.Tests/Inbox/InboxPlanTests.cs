using System.Globalization;
using Gateway.Inbox;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Inbox;

/// <summary>With ten thousand open Tasks a page of an inbox, and a look for alarms, is a walk along an index.</summary>
public sealed class InboxPlanTests() : StorageContract(StorageProvider.Sqlite)
{
    private const int Many = 10_000;

    private static readonly DateTimeOffset Noon = Rows.Noon;

    [Fact]
    public async Task A_page_is_read_in_order_without_sorting_whatever_else_is_open()
    {
        await FillAsync();
        await using var db = Store.Read();
        var first = await InboxQueries.Page(db, "CareTeam/pool-3", null, 20).ToListAsync(Cancellation);
        var next = await InboxQueries.Page(db, "CareTeam/pool-3", first[^1].Mark, 20).ToListAsync(Cancellation);
        var plans = await QueryPlan.OfAsync(db, InboxQueries.Page(db, "CareTeam/pool-3", first[^1].Mark, 20))
            + await QueryPlan.OfAsync(db, InboxQueries.PageOf(db, ["Practitioner/dr-lee", "PractitionerRole/dr-lee-role"], ["CareTeam/pool-3", "CareTeam/pool-4"], first[^1].Mark, 20))
            + await QueryPlan.OfAsync(db, InboxQueries.Due(db, Noon, null, 20));

        Assert.Equal([.. first.Concat(next).OrderBy(row => row.Place, StringComparer.Ordinal).ThenBy(row => row.Row.Sequence)], first.Concat(next));
        Assert.Equal(40, first.Concat(next).Select(row => row.Row.ResourceId).Distinct().Count());
        Assert.All(first, row => Assert.StartsWith("2|", row.Place, StringComparison.Ordinal));
        Assert.Equal(Many / 10, await InboxQueries.Open(db, "CareTeam/pool-3").CountAsync(Cancellation));
        Assert.DoesNotContain("SCAN Tokens", plans, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SCAN t ", plans, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("USING PRIMARY KEY (Parameter=?", plans, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        var index = new SearchIndex([]);
        foreach (var numbers in Enumerable.Range(1, Many).Chunk(1000))
        {
            Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes =>
            {
                foreach (var number in numbers)
                {
                    var task = ATask(number);
                    new NewResource(
                        new StoredResource
                        {
                            Sequence = number,
                            ResourceType = "Task",
                            ResourceId = task.Id!,
                            Version = 1,
                            LastUpdated = Noon,
                            Occurred = Noon,
                            Chart = "susie-smith",
                            Content = FhirJson.Serialize(task),
                        },
                        index.EntriesOf(task)).Stage(changes);
                }
            }));
        }
    }

    private static FhirTask ATask(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t{number:00000}");
        var pool = new ResourceKey("CareTeam", $"pool-{number % 10}");
        var task = Gateway.Messages.TaskWriter.ForPool(
            new MessageId(id),
            new PatientId("susie-smith"),
            new Gateway.Messages.IntakeDecision.Route(pool, number % 3 == 0 ? Gateway.Triage.Urgency.SameDay : Gateway.Triage.Urgency.Routine, [])
            {
                Handling = new Handling(new Destination(pool, null, []), new ServiceTimes(Noon.AddMinutes(number * 7 % 5000), Noon.AddMinutes(5), Noon.AddDays(9)), "p"),
            },
            Noon);
        Stamp.Put(task, id, 1, Noon);
        return task;
    }
}
