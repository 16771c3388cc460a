using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>What a transaction asks of its entries together (R4 http.html#trules).</summary>
internal static class TransactionPolicy
{
    /// <summary>What stands against entries that write the same resource; null if nothing does.</summary>
    public static WriteOutcome.Refused? ObjectionTo(IReadOnlyList<EntryDraft> drafts)
    {
        var keys = new HashSet<ResourceKey>();
        var conditions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            var isRepeated = (draft.Key is { } key && !keys.Add(key)) | (draft.Match is Conditions.Match.None none && !conditions.Add(none.Condition));
            if (isRepeated)
            {
                return Refuse(
                    "Two entries of this transaction are about the same resource: which comes first cannot be told. Make one entry of them.",
                    $"Bundle.entry[{draft.Entry.Index}]");
            }
        }

        return null;
    }

    /// <summary>
    /// The entries in the order in which they can be judged: messages first, each after those it refers to, since what refers to a
    /// held message waits with it.
    /// </summary>
    public static (ImmutableArray<EntryDraft> Ordered, WriteOutcome.Refused? Objection) Order(
        IReadOnlyList<EntryDraft> drafts, ImmutableArray<string> knownBases)
    {
        var waiting = drafts.Where(draft => draft is { Stores: true, Key: not null, Resource: Communication }).ToDictionary(draft => draft.Key!.Value);
        var ordered = ImmutableArray.CreateBuilder<EntryDraft>(drafts.Count);
        while (waiting.Count > 0)
        {
            var ready = waiting.Values.Where(draft => !TargetsOf(draft.Resource!, knownBases).Any(waiting.ContainsKey)).ToArray();
            if (ready.Length == 0)
            {
                return ([], Refuse(
                    "Messages refer to each other in a circle: one of them must come first.",
                    $"Bundle.entry[{waiting.Values.Min(draft => draft.Entry.Index)}].resource"));
            }

            ordered.AddRange(ready);
            foreach (var draft in ready)
            {
                waiting.Remove(draft.Key!.Value);
            }
        }

        ordered.AddRange(drafts.Except(ordered.ToArray()));
        return (ordered.ToImmutable(), null);
    }

    /// <summary>Deletes come first, then what is created, then what is changed.</summary>
    public static int RankOf(Interaction interaction) => interaction switch
    {
        Interaction.Delete => 0,
        Interaction.Create => 1,
        Interaction.Update or Interaction.Patch => 2,
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<ResourceKey> TargetsOf(Resource resource, ImmutableArray<string> knownBases) => ElementTree.ReferencesIn(resource)
        .Select(found => ReferenceTarget.Of(found.Reference, knownBases))
        .OfType<ReferenceTarget.Literal>()
        .Select(literal => literal.Key);

    private static WriteOutcome.Refused Refuse(string sentence, string expression) =>
        WriteOutcome.Refused.Because(StatusCodes.Status400BadRequest, new Issue(OperationOutcome.IssueType.Invalid, sentence, expression));
}
