using System.Diagnostics;
using Gateway.Access;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Rest;

namespace Gateway.Bundles;

/// <summary>The entries that look and do not touch: reads, searches and history, as if each were a request of its own.</summary>
internal sealed class EntryLooks(ResourceReads reads, SearchRequests searches, HistoryRequests history, LookAnswers answers, PublicBase publicBase)
{
    public async Task<PageEntry> AnswerAsync(BundleEntry entry, Reader reader, Preference preference, HttpContext context)
    {
        try
        {
            var outcome = await LookAsync(entry, preference.Handling == Preference.Reading.Strict, reader, context.RequestAborted);
            return EntryAnswers.Of(await answers.RecordedAsync(outcome, context), entry.Form, publicBase);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            // What the other entries came to must be told all the same.
            return EntryAnswers.Failed(ErrorHandling.StatusOf(context, failure));
        }
    }

    private ValueTask<LookOutcome> LookAsync(BundleEntry entry, bool isStrict, Reader reader, CancellationToken cancellationToken) => entry.Target switch
    {
        EntryTarget.One { Id: var id } =>
            reads.CurrentAsync(new ResourceKey(entry.Type.Name, id), entry.Preconditions, reader, cancellationToken),
        EntryTarget.OneVersion { Id: var id, Version: var version } =>
            reads.VersionAsync(new ResourceKey(entry.Type.Name, id), version, entry.Preconditions, reader, cancellationToken),
        EntryTarget.Past { Type: null } => history.OfSystemAsync(entry.Query, reader, cancellationToken),
        EntryTarget.Past { Id: null } => history.OfTypeAsync(entry.Type.Name, entry.Query, reader, cancellationToken),
        EntryTarget.Past { Id: { } id } => history.OfInstanceAsync(new ResourceKey(entry.Type.Name, id), entry.Query, reader, cancellationToken),
        EntryTarget.AllOf => SearchAsync(entry, null, isStrict, reader, cancellationToken),
        EntryTarget.Compartment { Patient: var patient } => SearchAsync(entry, patient, isStrict, reader, cancellationToken),
        _ => throw new UnreachableException(),
    };

    private ValueTask<LookOutcome> SearchAsync(BundleEntry entry, string? patient, bool isStrict, Reader reader, CancellationToken cancellationToken) =>
        searches.SearchAsync(entry.Type.Name, patient, [.. SearchRequests.Flat(entry.Query)], isStrict, reader, cancellationToken);
}
