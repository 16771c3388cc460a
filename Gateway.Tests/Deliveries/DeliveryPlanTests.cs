using Gateway.Deliveries;
using Gateway.Storage;
using Gateway.Tests.Storage;

namespace Gateway.Tests.Deliveries;

/// <summary>What has arrived is not read to tell what is on its way.</summary>
public sealed class DeliveryPlanTests() : StorageContract(StorageProvider.Sqlite)
{
    [Fact]
    public async Task A_page_one_of_a_chart_and_the_counts_go_along_the_indexes_of_what_is_pending()
    {
        await using var db = Store.Read();
        var all = DeliveryQueries.Pending(db);

        string[] plans =
        [
            await QueryPlan.OfAsync(db, new DeliveryQuestion().Among(all, Rows.Noon).Where(one => one.Entry.Sequence > 7).OrderBy(one => one.Entry.Sequence).Take(51)),
            await QueryPlan.OfAsync(db, new DeliveryQuestion { State = "behind", Connection = "ehr", Chart = "a" }.Among(all, Rows.Noon).OrderBy(one => one.Entry.Sequence).Take(51)),
            await QueryPlan.OfAsync(db, DeliveryQueries.Counts(db, Rows.Noon)),
        ];

        Assert.All(plans, plan =>
        {
            Assert.Contains("IX_Outbox_", plan, StringComparison.Ordinal);
            var steps = plan.Split('\n');
            var results = steps.Select(step => step.Split(' ')).Where(words => words is ["CO-ROUTINE" or "MATERIALIZE", _]).Select(words => $"SCAN {words[1]}");
            Assert.DoesNotContain(steps.Except(results), step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("IX_Outbox_", StringComparison.Ordinal));
        });
    }
}
