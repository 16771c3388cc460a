using System.Collections.Immutable;
using System.Globalization;
using Gateway.Connections;
using Gateway.Forms;
using Gateway.Monitoring;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>Reads what the requests that a message answers expect, and compares its answers with that.</summary>
internal sealed class ReadingsReader(IDbContextFactory<GatewayDb> databases, KnownServers servers)
{
    /// <param name="message">The message.</param>
    /// <param name="chart">Its chart; what requests of other charts expect is not for this one to tell.</param>
    /// <param name="form">The form in it, if one is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ImmutableArray<RuleHit>> ReadAsync(Communication message, PatientId? chart, FilledForm? form, CancellationToken cancellationToken)
    {
        if (message.BasedOn.Count == 0 || chart is null || !message.Contained.Exists(contained => contained is QuestionnaireResponse))
        {
            return [];
        }

        var ranges = await RangesAsync(message, chart.Value, cancellationToken);
        return
        [
            .. message.Contained.Index().Where(contained => contained.Item is QuestionnaireResponse).SelectMany(contained => ReadingPolicy.Assess(
                ranges,
                (QuestionnaireResponse)contained.Item,
                string.Create(CultureInfo.InvariantCulture, $"Communication.contained[{contained.Index}]"),
                linkId => form?.Index == contained.Index && form.Form.ItemsById.TryGetValue(linkId, out var item) ? item.Code : [])),
        ];
    }

    private async ValueTask<ImmutableArray<ExpectedRange>> RangesAsync(Communication message, PatientId chart, CancellationToken cancellationToken)
    {
        var ranges = ImmutableArray.CreateBuilder<ExpectedRange>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var reference in message.BasedOn)
        {
            if (ReferenceTarget.Of(reference, servers.Bases) is ReferenceTarget.Literal { Key: { Type: "CommunicationRequest" or "Task" } key }
                && await RequestAsync(db, key, chart, cancellationToken) is { } request)
            {
                ranges.AddRange(ExpectedRange.In(request));
            }
        }

        return [.. ranges.Distinct()];
    }

    // By itself, or by the Task that asks for one answer to it.
    private static async ValueTask<CommunicationRequest?> RequestAsync(GatewayDb db, ResourceKey key, PatientId chart, CancellationToken cancellationToken) =>
        await ResourceQueries.CurrentAsync(db, key, cancellationToken) is not { IsDeleted: false, Quarantined: false } row || row.Chart != chart.Value ? null
        : FhirJson.ReadStored(row.Content) switch
        {
            CommunicationRequest request => request,
            Hl7.Fhir.Model.Task task when OccurrenceTasks.IsOccurrence(task)
                && ResourceKey.TryParse(task.Focus?.Reference, out var asks) && asks.Type == "CommunicationRequest" => await RequestAsync(db, asks, chart, cancellationToken),
            _ => null,
        };
}
