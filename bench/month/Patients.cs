using Gateway.Access;
using Gateway.Interactions;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Month;

/// <summary>Patients write through the intake. Whose message is given back with a better chart mostly sends it there, within the hour.</summary>
internal sealed class Patients(MonthGateway gateway, Tally tally, Random random)
{
    private const double Persistent = 0.7;

    private static readonly ServedType Message = ServedTypes.Find("Communication")!;
    private static readonly string[] OtherCharts =
    [
        ReasonCodes.WrongChart, ReasonCodes.Of(HoldReason.AboutSomeoneElse), ReasonCodes.Of(HoldReason.AboutSeveral), ReasonCodes.Of(HoldReason.WhoIsUnclear),
    ];

    private readonly InteractionPlans plans = gateway.Part<InteractionPlans>();
    private readonly Writer writer = gateway.Part<Writer>();

    /// <summary>The ids of held messages that nobody has decided on.</summary>
    public HashSet<string> Held { get; } = new(StringComparer.Ordinal);

    public async Task WriteAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var text = Sentences.Of(arrival.Kind, arrival.Who.Child ?? string.Empty, random);
        if (await SendAsync(arrival.Who, arrival.Who.Chart, text, cancellationToken) is not { } refused)
        {
            return;
        }

        if (!refused.Issues.Any(issue => OtherCharts.Contains(issue.Reason)))
        {
            Tally.Count(tally.Refused, refused.Issues.Select(issue => issue.Reason).FirstOrDefault() ?? $"{refused.Status}");
            return;
        }

        tally.GivenBack++;
        if (refused.Issues.SelectMany(issue => issue.SuggestedCharts).FirstOrDefault() is { Value: not null } better
            && random.NextDouble() < Persistent
            && await SendAsync(arrival.Who, better, text, cancellationToken) is null)
        {
            tally.Moved++;
        }
        else
        {
            tally.GivenUp++;
        }
    }

    private async ValueTask<WriteOutcome.Refused?> SendAsync(Citizen who, PatientId chart, string text, CancellationToken cancellationToken)
    {
        tally.Posted++;
        var caller = new Caller("portal", chart, who.Chart.Key, [new SmartScope(ScopeLevel.Patient, "*", ScopeRights.All)], false);
        var outcome = await writer.RunAsync(
            Origins.Next(),
            attempt => plans.CreateAsync(new ResourceWrite(Message, MessageOf(who, chart, text), new Reader(caller, [])), null, null, attempt, cancellationToken),
            cancellationToken);
        if (outcome is not WriteOutcome.Created { Version: var version })
        {
            return (WriteOutcome.Refused)outcome;
        }

        tally.Taken++;
        if (((Communication)FhirJson.ReadStored(version.Content)).Status == EventStatus.OnHold)
        {
            tally.Held++;
            Held.Add(version.Key.Id);
        }

        return null;
    }

    private static Communication MessageOf(Citizen who, PatientId chart, string text) => new()
    {
        Status = EventStatus.Completed,
        Subject = new ResourceReference(chart.Key.ToString()),
        Sender = new ResourceReference(who.Chart.Key.ToString()),
        Payload = [new Communication.PayloadComponent { Content = new FhirString(text) }],
    };
}

/// <summary>Each request has an id.</summary>
internal static class Origins
{
    private static int last;

    public static AuditOrigin Next() => new(FormattableString.Invariant($"month-{Interlocked.Increment(ref last)}"), null);
}
