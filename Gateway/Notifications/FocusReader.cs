using Gateway.Access;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Notifications;

/// <summary>Reads what an event happened to, and judges who may see it.</summary>
internal sealed class FocusReader(ScopeJudge scopes)
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    /// <summary>The focus as it was when it happened; null if there is none.</summary>
    public static async ValueTask<FoundFocus?> FindAsync(GatewayDb db, Happening happening, CancellationToken cancellationToken)
    {
        if (!happening.IsOfWork)
        {
            return ResourceKey.TryParse(happening.Focus, out var key) ? await FindAsync(db, key, happening.Version, cancellationToken) : null;
        }

        foreach (var id in await NotificationQueries.TasksOf(db, Focus, happening.Focus).ToListAsync(cancellationToken))
        {
            if (await FindAsync(db, new ResourceKey("Task", id), 1, cancellationToken) is { Resource: FhirTask task } found && WorkTasks.IsWork(task))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether a subscriber may see a version; null while that cannot be said.</summary>
    public bool? MaySee(Subscriber subscriber, FoundFocus found) => subscriber switch
    {
        Subscriber.Known known => MaySee(known.Reader, found.Row),
        Subscriber.Undecided => null,
        _ => false,
    };

    public bool MaySee(Reader reader, StoredVersion row) =>
        !row.IsDeleted && ReadPolicy.RightsOf(scopes.Before(reader, row.ResourceType, row.Content), row.ResourceType, ScopeRights.Read).Allow(row);

    private static async ValueTask<FoundFocus?> FindAsync(GatewayDb db, ResourceKey key, int? version, CancellationToken cancellationToken)
    {
        var row = version is { } number
            ? await ResourceQueries.VersionAsync(db, key, number, cancellationToken)
            : await ResourceQueries.CurrentAsync(db, key, cancellationToken) is { } current ? StoredVersion.Of(current) : null;
        if (row is not { IsDeleted: false })
        {
            return null;
        }

        var resource = FhirJson.ReadStored(row.Content);
        return new FoundFocus(key, row, resource, resource is FhirTask task ? MessageOf(task) : null);
    }

    private static string? MessageOf(FhirTask task) =>
        (task.Focus?.Reference ?? task.BasedOn.FirstOrDefault()?.Reference) is { } reference && ResourceKey.TryParse(reference, out var key) && key.Type == "Communication"
            ? reference
            : null;
}
