using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Messages;

/// <summary>Finds the Tasks that wait for an answer to what a message answers.</summary>
internal sealed class OpenWorkReader(IDbContextFactory<GatewayDb> databases)
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    /// <param name="reply">The message, whose references are the gateway's own.</param>
    /// <param name="chart">The chart it is in: what is in another one it answers not.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<OpenWork> AnsweredByAsync(Communication reply, PatientId chart, CancellationToken cancellationToken)
    {
        List<string> answered = [.. reply.InResponseTo.Select(message => message.Reference).OfType<string>()];
        if (answered.Count == 0)
        {
            return OpenWork.None;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Tasks(db, Focus, answered, chart.Value).ToListAsync(cancellationToken);
        return new OpenWork(
        [
            .. rows.DistinctBy(row => row.Sequence)
                .Select(row => (Row: row, Task: (FhirTask)FhirJson.ReadStored(row.Content)))
                .Where(work => WorkTasks.IsWork(work.Task) && WorkTasks.IsOpen(work.Task)),
        ]);
    }

    /// <summary>The Tasks about some messages of one chart, by the number of the search parameter <c>focus</c>.</summary>
    public static IQueryable<StoredResource> Tasks(GatewayDb db, int focus, List<string> messages, string chart) => db.References.AsNoTracking()
        .Where(entry => entry.Parameter == focus && messages.Contains(entry.Target))
        .Join(db.Resources.AsNoTracking(), entry => entry.Resource, resource => resource.Sequence, (_, resource) => resource)
        .Where(resource => resource.ResourceType == "Task" && !resource.IsDeleted && !resource.Quarantined && resource.Chart == chart);
}
