using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Connections;
using Gateway.References;
using Gateway.Rest;
using Gateway.Writes;

namespace Gateway.Bundles;

/// <summary>Entries that have nothing to do with each other: each succeeds or fails alone.</summary>
internal sealed class Batches(EntryPlans plans, EntryLooks looks, Writer writer, KnownServers servers, PublicBase publicBase)
{
    // Entries of a batch do not know each other; but that one comes from another server counts here as well.
    private readonly BundleLinks links = new(ImmutableDictionary<string, ResourceKey>.Empty, servers.Bases);

    /// <summary>The answer to each entry, in their order.</summary>
    public async Task<ImmutableArray<PageEntry>> RunAsync(
        ImmutableArray<EntryReading> entries, Reader reader, Preference preference, HttpContext context)
    {
        var answers = ImmutableArray.CreateBuilder<PageEntry>(entries.Length);
        foreach (var reading in entries)
        {
            answers.Add(reading switch
            {
                EntryReading.Faulty faulty => EntryAnswers.Of(faulty.Outcome, preference.Result, publicBase),
                EntryReading.Understood { Entry: { IsLook: true } look } => await looks.AnswerAsync(look, reader, preference, context),
                EntryReading.Understood { Entry: var write } => await WriteAsync(write, reader, preference, context),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }

        return answers.DrainToImmutable();
    }

    private async Task<PageEntry> WriteAsync(BundleEntry entry, Reader reader, Preference preference, HttpContext context)
    {
        try
        {
            var outcome = await writer.RunAsync(RequestOrigin.Of(context), attempt => PlanAsync(entry, reader, attempt, context.RequestAborted), context.RequestAborted);
            return EntryAnswers.Of(outcome, preference.Result, publicBase);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            // What the other entries came to must be told all the same.
            return EntryAnswers.Failed(ErrorHandling.StatusOf(context, failure));
        }
    }

    private async ValueTask<WritePlan> PlanAsync(BundleEntry entry, Reader reader, int attempt, CancellationToken cancellationToken)
    {
        var draft = await plans.DraftAsync(entry, reader, cancellationToken);
        if (draft.Resource is { } resource)
        {
            links.Rewrite(resource, entry.FullUrl);
        }

        return await plans.PlanAsync(draft, reader, Sibling.None, attempt, cancellationToken);
    }
}
