using System.Collections.Immutable;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace SmartApp.Inbox;

/// <summary>One page of an inbox as the gateway answered it: the work in its order, how each message begins, and the pools.</summary>
internal sealed record InboxSheet(
    ImmutableArray<WorkItem> Items, ImmutableDictionary<string, Communication> Messages, ImmutableArray<InboxPool> Pools, int? Total, string? Next)
{
    public static InboxSheet Of(Bundle bundle)
    {
        var found = bundle.Entry.Select(entry => entry.Resource).ToList();
        return new InboxSheet(
            [.. found.OfType<FhirTask>().Select(WorkItem.Of)],
            found.OfType<Communication>().Where(message => message.Id is not null).GroupBy(message => $"Communication/{message.Id}").ToImmutableDictionary(same => same.Key, same => same.First()),
            [.. found.OfType<DomainResource>().Select(InboxPool.Of).OfType<InboxPool>()],
            bundle.Total,
            AfterIn(bundle.NextLink));
    }

    // What is passed on is the place alone: where the gateway is, is ours to know.
    private static string? AfterIn(Uri? next) => next?.Query.TrimStart('?').Split('&')
        .Where(pair => pair.StartsWith("_after=", StringComparison.Ordinal))
        .Select(pair => Uri.UnescapeDataString(pair["_after=".Length..]))
        .FirstOrDefault();
}
