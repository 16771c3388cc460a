using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Messages;

/// <summary>
/// Publishes the message boxes that ship, once: they are stored as the clinic's own are, so that they are found, read and retired in the same way. One
/// that the clinic has retired or deleted stays so.
/// </summary>
internal sealed class ShippedForms(
    IDbContextFactory<GatewayDb> databases,
    SchemaGate gate,
    CommitQueue commits,
    SequenceBlocks sequences,
    SearchIndex index,
    IOptions<FormsOptions> options,
    TimeProvider clock,
    ILogger<ShippedForms> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Publish)
        {
            return;
        }

        foreach (var form in FormLibrary.All())
        {
            while (!await IsPublishedAsync(form, stoppingToken))
            {
                await Task.Delay(TryAgainIn, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> IsPublishedAsync(Questionnaire form, CancellationToken cancellationToken)
    {
        try
        {
            await gate.Opened.WaitAsync(cancellationToken);
            return await PublishAsync(form, cancellationToken) is not CommitResult.Unavailable;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.FormNotPublished(fault.GetType().Name);
            return false;
        }
    }

    // Of several gateways that start together one publishes it; to the others it is there.
    private async Task<CommitResult?> PublishAsync(Questionnaire form, CancellationToken cancellationToken)
    {
        var key = new ResourceKey("Questionnaire", form.Id!);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        var (now, version) = (Stamp.Now(clock), (stored?.Version ?? 0) + 1);
        if (stored is not null && !IsOutdated(stored, form))
        {
            return null;
        }

        Stamp.Put(form, key.Id, version, now);
        var created = stored is not null ? null : NewResource.OfOurs(form, await sequences.NextAsync(cancellationToken), index, now);
        return await commits.CommitAsync(
            changes =>
            {
                created?.Stage(changes);
                if (stored is not null)
                {
                    new Replacement(stored, index).Stage(changes, form, null, now);
                }

                changes.Add(new AuditEntry
                {
                    Action = stored is null ? AuditAction.Create : AuditAction.Update,
                    Client = NewResource.Gateway,
                    Resource = key.ToString(),
                    Version = version,
                });
            },
            cancellationToken);
    }

    private static bool IsOutdated(StoredResource stored, Questionnaire form) =>
        !stored.IsDeleted
        && FhirJson.ReadStored(stored.Content) is Questionnaire { Status: PublicationStatus.Active } current
        && current.Url == form.Url
        && current.Version != form.Version;
}
