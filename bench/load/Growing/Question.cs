using System.Collections.Immutable;
using System.Text.Json;

namespace Load.Growing;

/// <summary>Something that is asked of every store.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="IsBar">The search that must stay as fast however much is stored.</param>
/// <param name="Of">The n-th request of it.</param>
internal sealed record Question(string Name, bool IsBar, Func<GrowthStore, int, Ask> Of)
{
    private static readonly ImmutableArray<string> Pools = ["pool-refill", "pool-scheduling", "pool-billing", "pool-nurse-triage", "pool-on-call"];

    public static IReadOnlyList<Question> All { get; } =
    [
        new("newest 20 of any chart, asked by a system", true, (store, i) => store.AskNewest(Spread.Pick(i, store.Seeded.Charts.Count), isPatient: false)),
        new("newest 20 of a patient's own chart", true, (store, i) => store.AskNewest(Spread.Pick(i, store.OwnCharts), isPatient: true)),
        new("newest 20 of the busy chart, by its patient", true, (store, _) => store.AskNewest(null, isPatient: true)),
        new("pages 2 to 5, by `next`", false, (store, i) => store.FurtherPages[Spread.Pick(i, store.FurtherPages.Count)]),
        new("20 of a chart that answer nothing (`in-response-to:missing`)", false, AskUnanswering),
        new("newest 20 open Tasks of a pool", false, AskTasks),
        new("one message, by its id", false, AskOne),
    ];

    private static Ask AskUnanswering(GrowthStore store, int i)
    {
        var chart = store.IdOf(Spread.Pick(i, store.Seeded.Charts.Count));
        var page = new ExpectedPage(GrowthStore.PageSize, "sent", "subject", $"Patient/{chart}");
        return new Ask($"Communication?in-response-to:missing=true&patient={chart}&_sort=-sent&_count={GrowthStore.PageSize}", null, page.FaultIn);
    }

    private static Ask AskTasks(GrowthStore store, int i)
    {
        var owner = $"CareTeam/{Pools[i % Pools.Length]}";
        var page = new ExpectedPage(GrowthStore.PageSize, "authoredOn", "owner", owner);
        return new Ask($"Task?owner={owner}&status=requested&_sort=-authored-on&_count={GrowthStore.PageSize}", null, page.FaultIn);
    }

    private static Ask AskOne(GrowthStore store, int i)
    {
        var id = store.Ids[Spread.Pick(i, store.Ids.Count)];
        return new Ask($"Communication/{id}", null, body =>
        {
            using var message = JsonDocument.Parse(body);
            return message.RootElement.GetProperty("id").ValueEquals(id) ? null : "another message";
        });
    }
}
