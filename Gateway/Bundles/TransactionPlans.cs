using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Connections;
using Gateway.Interactions;
using Gateway.Messages;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>Plans all writing entries of a transaction as one write: either each of them is made, or none.</summary>
internal sealed class TransactionPlans(EntryPlans plans, ConditionalReferences references, ChartFinder charts, KnownServers servers)
{
    /// <param name="entries">The entries that write.</param>
    /// <param name="reader">Who sends them.</param>
    /// <param name="attempt">Which attempt this is, from 1.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public async ValueTask<WritePlan> PlanAsync(IReadOnlyList<BundleEntry> entries, Reader reader, int attempt, CancellationToken cancellationToken)
    {
        var drafts = new List<EntryDraft>(entries.Count);
        foreach (var entry in entries)
        {
            drafts.Add(await plans.DraftAsync(entry, reader, cancellationToken));
        }

        if (TransactionPolicy.ObjectionTo(drafts) is { } objection)
        {
            return objection;
        }

        if (await LinkAsync(drafts, reader, cancellationToken) is { } unlinked)
        {
            return unlinked;
        }

        var (ordered, circle) = TransactionPolicy.Order(drafts, servers.Bases);
        if (circle is not null)
        {
            return circle;
        }

        var beside = await SiblingsAsync(drafts, cancellationToken);
        var planned = new List<(EntryDraft Draft, WritePlan Plan)>(drafts.Count);
        foreach (var draft in ordered)
        {
            var plan = await plans.PlanAsync(draft, reader, beside, attempt, cancellationToken);
            planned.Add((draft, plan));
            if (draft is { Resource: Communication message, Key: { } key } && plan.Outcome is WriteOutcome.Created && MessageLifecycle.IsHeld(message))
            {
                beside[key] = new Sibling(null, true) { Resource = message };
            }
        }

        return OneOf(planned);
    }

    private async ValueTask<WriteOutcome.Refused?> LinkAsync(List<EntryDraft> drafts, Reader reader, CancellationToken cancellationToken)
    {
        var links = new BundleLinks(
            drafts
                .Where(draft => draft is { Entry: { FullUrl: not null, Interaction: not Interaction.Delete }, Key: not null })
                .ToDictionary(draft => draft.Entry.FullUrl!, draft => draft.Key!.Value, StringComparer.Ordinal),
            servers.Bases);
        var broken = new List<(int Index, Resource? Resource, WriteOutcome.Refused Outcome)>();
        foreach (var draft in drafts)
        {
            if (draft.Resource is not { } resource)
            {
                continue;
            }

            links.Rewrite(resource, draft.Entry.FullUrl);
            if (await references.ResolveAsync(resource, reader, cancellationToken) is { } objection)
            {
                broken.Add((draft.Entry.Index, resource, objection));
            }
        }

        return broken.Count > 0 ? EntryIssues.Of(broken) : null;
    }

    private async ValueTask<Dictionary<ResourceKey, Sibling>> SiblingsAsync(List<EntryDraft> drafts, CancellationToken cancellationToken)
    {
        var siblings = new Dictionary<ResourceKey, Sibling>();
        foreach (var draft in drafts)
        {
            if (draft is { Entry.Interaction: Interaction.Delete, Key: { } deleted })
            {
                siblings[deleted] = new Sibling(null, true);
            }
            else if (draft is { Stores: true, Key: { } stored, Resource: { } resource })
            {
                // Of a copy: the finder writes what it found into the resource, which is its plan's to do.
                var finding = await charts.FindAsync(draft.Entry.Type, (Resource)resource.DeepCopy(), cancellationToken);
                if (finding is ChartFinder.Finding.Chart or ChartFinder.Finding.Nobody)
                {
                    siblings[stored] = new Sibling((finding as ChartFinder.Finding.Chart)?.Id.Value, false) { Resource = resource };
                }
            }
        }

        return siblings;
    }

    // Of a refused transaction nothing is written but that it was refused.
    private static WritePlan OneOf(List<(EntryDraft Draft, WritePlan Plan)> planned)
    {
        var refused = planned.Where(entry => entry.Plan.Outcome is WriteOutcome.Refused).ToArray();
        WriteOutcome outcome = refused.Length > 0
            ? RefusalOf(planned)
            : new WriteOutcome.Several([.. planned.OrderBy(entry => entry.Draft.Entry.Index).Select(entry => entry.Plan.Outcome)]);
        ImmutableArray<WritePlan> made =
        [
            .. (refused.Length > 0 ? refused : [.. planned])
                .OrderBy(entry => TransactionPolicy.RankOf(entry.Draft.Entry.Interaction))
                .Select(entry => entry.Plan)
                .Where(plan => plan.Stage is not null),
        ];
        ImmutableArray<Action<Changes>> staged =
        [
            .. made.Select(plan => plan.Stage!),
            .. refused.Length > 0 ? LostIn(planned).Select(unkept => unkept.Lost.Stage).OfType<Action<Changes>>() : [],
        ];
        return new WritePlan(outcome)
        {
            Stage = staged.IsEmpty ? null : changes =>
            {
                foreach (var stage in staged)
                {
                    stage(changes);
                }
            },
            Unkept = UnkeptOf(planned),
            Settled = result =>
            {
                foreach (var plan in made)
                {
                    plan.Settled?.Invoke(result);
                }
            },
        };
    }

    // An emergency that goes back because of its neighbours is still one that nobody will read.
    private static WriteOutcome.Refused RefusalOf(List<(EntryDraft Draft, WritePlan Plan)> planned)
    {
        var refusal = EntryIssues.Of(planned
            .Where(entry => entry.Plan.Outcome is WriteOutcome.Refused)
            .Select(entry => (entry.Draft.Entry.Index, entry.Draft.Resource, (WriteOutcome.Refused)entry.Plan.Outcome)));
        return refusal with { Issues = [.. UnkeptOf(planned)?.Issues ?? [], .. refusal.Issues] };
    }

    private static Unkept? UnkeptOf(List<(EntryDraft Draft, WritePlan Plan)> planned)
    {
        var issues = LostIn(planned)
            .SelectMany(unkept => unkept.Lost.Issues.Select(issue => issue with { Expression = $"Bundle.entry[{unkept.Index}].resource", Evidence = [] }))
            .ToImmutableArray();
        return issues.IsEmpty ? null : new Unkept(issues);
    }

    private static IEnumerable<(int Index, Unkept Lost)> LostIn(List<(EntryDraft Draft, WritePlan Plan)> planned) => planned
        .Where(entry => entry.Plan is { Outcome: WriteOutcome.Created, Unkept: not null })
        .Select(entry => (entry.Draft.Entry.Index, entry.Plan.Unkept!));
}
