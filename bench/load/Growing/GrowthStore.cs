using System.Text.Json;
using Load.Driving;
using Load.Seeding;
using Load.Targets;

namespace Load.Growing;

/// <summary>A seeded store behind a running gateway, and what was learned of it before it is measured.</summary>
/// <param name="seeded">What it holds.</param>
/// <param name="patients">The gateway as its patients reach it, the busy one first.</param>
/// <param name="system">The gateway as a system reaches it that may see every chart.</param>
internal sealed class GrowthStore(SeedOptions seeded, Target patients, Target system)
{
    public const int PageSize = 20;

    /// <summary>Pages behind the first that are asked for.</summary>
    private const int PagesBehind = 4;

    /// <summary>Messages that are read by their id.</summary>
    private const int KnownIds = 2000;

    private readonly List<string> _ids = [];
    private readonly List<Ask> _furtherPages = [];

    public SeedOptions Seeded => seeded;

    public Target Patients => patients;

    public Target System => system;

    /// <summary>Ids of stored messages, of all charts in turn.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The pages behind the first, of charts of all kinds.</summary>
    public IReadOnlyList<Ask> FurtherPages => _furtherPages;

    /// <summary>The charts of patients that ask themselves; the first of the ordinary ones.</summary>
    public int OwnCharts => patients.Charts.Count - 1;

    public static string Newest(string chart) => $"Communication?patient={chart}&_sort=-sent&_count={PageSize}";

    /// <summary>How many messages the chart has.</summary>
    public int MessagesOf(int? chart) => chart is { } ordinary ? seeded.Of(ordinary) : seeded.OfBusy;

    public string IdOf(int? chart) => chart is { } ordinary ? seeded.Charts[ordinary] : seeded.Busy!.Id;

    /// <summary>Asks for the first page of a chart, by its patient or by the system.</summary>
    public Ask AskNewest(int? chart, bool isPatient) => AskPage(Newest(IdOf(chart)), chart, 0, isPatient);

    /// <summary>Walks through the first pages of the patients' charts and of others: what they link to, and that no message is on two of them.</summary>
    public async Task LearnAsync(Lane lane, CancellationToken cancellationToken)
    {
        await WalkAsync(lane, null, cancellationToken);
        for (var chart = 0; chart < OwnCharts; chart++)
        {
            await WalkAsync(lane, chart, cancellationToken);
        }

        for (var i = 0; _ids.Count < KnownIds && i < seeded.Charts.Count; i++)
        {
            var ask = AskNewest(Spread.Pick(i, seeded.Charts.Count), isPatient: false);
            using var page = await PageAsync(lane, system, ask, cancellationToken);
            _ids.AddRange(IdsOn(page));
        }
    }

    private async Task WalkAsync(Lane lane, int? chart, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ask = AskNewest(chart, isPatient: true);
        for (var number = 0; ; number++)
        {
            using var page = await PageAsync(lane, patients, ask, cancellationToken);
            if (!IdsOn(page).All(seen.Add))
            {
                throw new CannotRunException("A message is on two pages of one search.");
            }

            if (number > 0)
            {
                _furtherPages.Add(ask);
            }

            if (number == PagesBehind || PatientBundle.Next(page.RootElement) is not { } next)
            {
                return;
            }

            ask = AskPage(patients.RelativeOf(next), chart, number + 1, isPatient: true);
        }
    }

    private Ask AskPage(string relative, int? chart, int number, bool isPatient)
    {
        var entries = Math.Min(PageSize, MessagesOf(chart) - (number * PageSize));
        var page = new ExpectedPage(entries, "sent", "subject", $"Patient/{IdOf(chart)}");
        return new Ask(relative, isPatient ? IdOf(chart) : null, page.FaultIn);
    }

    private static async Task<JsonDocument> PageAsync(Lane lane, Target target, Ask ask, CancellationToken cancellationToken)
    {
        using var request = target.Request(HttpMethod.Get, ask.Relative, ask.Chart);
        var answer = await lane.SendAsync(request, cancellationToken);
        var fault = answer.IsSuccess ? ask.FaultIn(answer.Body) : answer.Fault ?? $"HTTP {answer.Status}";
        return fault is null
            ? JsonDocument.Parse(answer.Body.ToArray())
            : throw new CannotRunException($"GET {ask.Relative}: {fault}.");
    }

    private static IEnumerable<string> IdsOn(JsonDocument page) =>
        PatientBundle.Entries(page.RootElement).Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()!);
}
