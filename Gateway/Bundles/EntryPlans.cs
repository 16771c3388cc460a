using System.Diagnostics;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.Patching;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>The entries that write, planned by the same code as requests that stand alone.</summary>
internal sealed class EntryPlans(InteractionPlans plans, Conditions conditions, TimeProvider clock)
{
    /// <summary>Finds what the entry's condition names, and takes a copy of its resource.</summary>
    public async ValueTask<EntryDraft> DraftAsync(BundleEntry entry, Reader reader, CancellationToken cancellationToken)
    {
        var criteria = entry switch
        {
            { Interaction: Interaction.Create } => entry.Preconditions.IfNoneExist,
            { Target: EntryTarget.AllOf } => entry.Criteria,
            _ => null,
        };
        var isAllowed = reader.Caller.Allows(entry.Type.Name, RightOf(entry));
        return new EntryDraft(
            entry,
            (Resource?)entry.Resource?.DeepCopy(),
            criteria is null || !isAllowed ? null : await conditions.MatchAsync(entry.Type, criteria, reader, cancellationToken),
            MessageId.New(clock).Value);
    }

    /// <param name="draft">The entry; planning changes its resource.</param>
    /// <param name="reader">Who sends it.</param>
    /// <param name="beside">What the same transaction stores and deletes.</param>
    /// <param name="attempt">Which attempt this is, from 1.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public async ValueTask<WritePlan> PlanAsync(
        EntryDraft draft, Reader reader, IReadOnlyDictionary<ResourceKey, Sibling> beside, int attempt, CancellationToken cancellationToken)
    {
        var entry = draft.Entry;
        if (!reader.Caller.Allows(entry.Type.Name, RightOf(entry)))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden), AuditEntries.Denied(reader.Caller, ActionOf(entry), entry.Type.Name));
        }

        return entry.Interaction switch
        {
            Interaction.Create => await CreateAsync(draft, WriteOf(draft, reader, beside), attempt, cancellationToken),
            Interaction.Update => await UpdateAsync(draft, WriteOf(draft, reader, beside), attempt, cancellationToken),
            Interaction.Patch => await PatchAsync(draft, reader, beside, cancellationToken),
            Interaction.Delete => await DeleteAsync(draft, reader, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private async ValueTask<WritePlan> CreateAsync(EntryDraft draft, ResourceWrite write, int attempt, CancellationToken cancellationToken) => draft.Match is { } match
        ? await plans.CreateUnlessAsync(write, null, match, attempt, cancellationToken)
        : await plans.CreateAsync(write, null, null, attempt, cancellationToken);

    private async ValueTask<WritePlan> UpdateAsync(EntryDraft draft, ResourceWrite write, int attempt, CancellationToken cancellationToken) => draft switch
    {
        { Match: { } match } => await plans.UpdateWhereAsync(write, match, draft.Entry.Preconditions, attempt, cancellationToken),
        { Entry.Target: EntryTarget.One { Id: var id } } => await plans.UpdateAsync(write, id, draft.Entry.Preconditions, attempt, cancellationToken),
        _ => throw new UnreachableException(),
    };

    private async ValueTask<WritePlan> PatchAsync(
        EntryDraft draft, Reader reader, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        var (patch, objection) = PatchBodies.Of(draft.Resource is Binary binary
            ? Patches.Read(binary.ContentType, binary.Data ?? [])
            : Patches.Of((Parameters)draft.Resource!));
        if (objection is not null)
        {
            return new WriteOutcome.Refused(objection.Status, [.. objection.Issues]);
        }

        var (type, preconditions) = (draft.Entry.Type, draft.Entry.Preconditions);
        return draft switch
        {
            { Match: { } match } => await plans.PatchWhereAsync(type, match, patch!, reader, preconditions, beside, cancellationToken),
            { Entry.Target: EntryTarget.One { Id: var id } } => await plans.PatchAsync(type, id, patch!, reader, preconditions, beside, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private async ValueTask<WritePlan> DeleteAsync(EntryDraft draft, Reader reader, CancellationToken cancellationToken)
    {
        var (type, preconditions) = (draft.Entry.Type, draft.Entry.Preconditions);
        return draft switch
        {
            { Match: { } match } => await plans.DeleteWhereAsync(type, match, reader, preconditions, cancellationToken),
            { Entry.Target: EntryTarget.One { Id: var id } } => await plans.DeleteAsync(type, id, reader, preconditions, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private static ResourceWrite WriteOf(EntryDraft draft, Reader reader, IReadOnlyDictionary<ResourceKey, Sibling> beside) =>
        new(draft.Entry.Type, draft.Resource!, reader) { Beside = beside, NewId = draft.NewId };

    private static AuditAction ActionOf(BundleEntry entry) => entry.Interaction switch
    {
        Interaction.Create => AuditAction.Create,
        Interaction.Update => AuditAction.Update,
        Interaction.Patch => AuditAction.Patch,
        Interaction.Delete => AuditAction.Delete,
        _ => throw new UnreachableException(),
    };

    private static ScopeRights RightOf(BundleEntry entry) => entry.Interaction switch
    {
        Interaction.Create => ScopeRights.Create,
        Interaction.Update or Interaction.Patch => ScopeRights.Update,
        Interaction.Delete => ScopeRights.Delete,
        _ => throw new UnreachableException(),
    };
}
