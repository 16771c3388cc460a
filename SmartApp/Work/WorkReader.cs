using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Conversations;
using SmartApp.Inbox;
using SmartApp.Launch;
using FhirTask = Hl7.Fhir.Model.Task;

namespace SmartApp.Work;

/// <summary>Opens the work on a message, and reads the conversation around it.</summary>
internal sealed class WorkReader(FhirClient fhir, CurrentLaunch launch, Beginnings beginnings)
{
    private const int MostShown = 100;
    private const int MostStates = 4;

    /// <summary>Opens it: from now on it is known to be open. Null and what the gateway said, where it could not be.</summary>
    public async Task<(OpenedWork? Work, FhirReply<Bundle> Reply)> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var reply = await fhir.PostAsync<Bundle>($"Task/{Uri.EscapeDataString(id)}/$open", null, cancellationToken);
        var shown = reply.Resource?.Entry.Select(entry => entry.Resource).ToList() ?? [];
        if (!reply.IsGood || shown.OfType<FhirTask>().FirstOrDefault() is not { } task)
        {
            return (null, reply);
        }

        var item = WorkItem.Of(task);
        var (conversation, isWhole) = await ConversationAsync(item, [.. shown.OfType<Communication>()], cancellationToken);
        var inbox = await fhir.GetAsync<Bundle>("Task/$inbox?pools=true&_count=1", cancellationToken);
        var pools = inbox.Resource is { } found ? InboxSheet.Of(found).Pools : [];
        return (new OpenedWork(item, conversation, isWhole, isWhole ? await StatesAsync(conversation, cancellationToken) : ImmutableDictionary<string, string>.Empty, pools), reply);
    }

    public static string KeyOf(Communication message) => $"Communication/{message.Id}";

    public static DateTimeOffset? SentAt(Communication message) => WorkItem.TimeIn(message.SentElement) ?? message.Meta?.LastUpdated;

    // A launch in another chart reads nothing in this one, and need not be told so by a search.
    private async Task<(ImmutableArray<Communication> Messages, bool IsWhole)> ConversationAsync(
        WorkItem item, ImmutableArray<Communication> messages, CancellationToken cancellationToken)
    {
        if (launch.State.Patient is { } open && open != item.Chart)
        {
            return (InOrder(messages), false);
        }

        var roots = await RootsAsync(messages, cancellationToken);
        var below = string.Join(',', roots.Select(root => Uri.EscapeDataString(root.Id ?? "")));
        var found = await fhir.GetAsync<Bundle>($"Communication?in-response-to:below={below}&_sort=-sent&_count={MostShown}", cancellationToken);
        if (!found.IsGood)
        {
            return (InOrder(messages), false);
        }

        var all = messages.Concat(roots).Concat(MessagesIn(found.Resource)).ToList();
        foreach (var thread in messages.SelectMany(message => message.Identifier).Where(id => id.System == Terms.ThreadId).Select(id => id.Value).OfType<string>().Distinct().Take(1))
        {
            all.AddRange(MessagesIn((await fhir.GetAsync<Bundle>(
                $"Communication?identifier={Uri.EscapeDataString($"{Terms.ThreadId}|{thread}")}&_sort=-sent&_count={MostShown}", cancellationToken)).Resource));
        }

        return (InOrder(all), found.Resource?.NextLink is null);
    }

    /// <summary>Where each conversation began, as far up as it can be followed.</summary>
    private async Task<IReadOnlyList<Communication>> RootsAsync(ImmutableArray<Communication> messages, CancellationToken cancellationToken)
    {
        var roots = new Dictionary<string, Communication>();
        foreach (var message in messages)
        {
            var root = await beginnings.OfAsync(message, cancellationToken);
            roots[KeyOf(root)] = root;
        }

        return [.. roots.Values];
    }

    private async Task<ImmutableDictionary<string, string>> StatesAsync(ImmutableArray<Communication> conversation, CancellationToken cancellationToken)
    {
        var states = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var message in conversation.TakeLast(MostStates))
        {
            var reply = await fhir.GetAsync<Parameters>($"Communication/{Uri.EscapeDataString(message.Id ?? "")}/$status", cancellationToken);
            if ((reply.Resource?.Parameter.FirstOrDefault(parameter => parameter.Name == "state")?.Value as Code)?.Value is { } state)
            {
                states[KeyOf(message)] = state;
            }
        }

        return states.ToImmutable();
    }

    private static IEnumerable<Communication> MessagesIn(Bundle? bundle) => bundle?.Entry.Select(entry => entry.Resource).OfType<Communication>() ?? [];

    private static ImmutableArray<Communication> InOrder(IEnumerable<Communication> messages) =>
        [.. messages.Where(message => message.Id is not null).DistinctBy(message => message.Id).OrderBy(SentAt).ThenBy(message => message.Id, StringComparer.Ordinal)];
}
