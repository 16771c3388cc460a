using Hl7.Fhir.Model;
using SmartApp.Charts;
using SmartApp.Connections;
using SmartApp.Launch;

namespace SmartApp.Conversations;

/// <summary>Reads the messages of a chart from the gateway, newest first and never without a bound.</summary>
internal sealed class ConversationReader(FhirClient fhir, CurrentLaunch launch, Beginnings beginnings)
{
    /// <summary>As many as a list looks through.</summary>
    public const int ForList = 200;

    /// <summary>As many as a search, or a download of everything, looks through.</summary>
    public const int ForSearch = 1000;

    /// <summary>The newest messages sent in these days, whether there are more, and that nothing could be read now.</summary>
    public async Task<(IReadOnlyList<Message> Messages, bool AreMore, bool IsAway)> NewestAsync(
        MyChart chart, int most, DateOnly? since, DateOnly? until, CancellationToken cancellationToken)
    {
        var days = $"{(since is { } first ? $"&sent=ge{first:yyyy-MM-dd}" : "")}{(until is { } last ? $"&sent=le{last:yyyy-MM-dd}" : "")}";
        var reply = await fhir.GetAsync<Bundle>($"Communication?patient={Uri.EscapeDataString(chart.Id)}&_sort=-sent&_count={most}{days}", cancellationToken);
        return (In(reply.Resource, chart), reply.Resource?.NextLink is not null, !reply.IsGood);
    }

    /// <summary>The conversation that a message belongs to; null if there is none for this reader, or it cannot be read now.</summary>
    public async Task<(Conversation? Found, bool IsAway)> ConversationAsync(string id, MyChart chart, CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            return (null, false);
        }

        var first = await fhir.GetAsync<Communication>($"Communication/{id}", cancellationToken);
        var beginning = first.Resource is { } message ? await beginnings.OfAsync(message, cancellationToken) : null;
        if (beginning is not { Id: { } root } || beginning.Subject?.Reference != $"Patient/{chart.Id}")
        {
            return (null, first.IsAway);
        }

        var answers = await fhir.GetAsync<Bundle>($"Communication?in-response-to:below={root}&_sort=-sent&_count={ForSearch}", cancellationToken);
        var messages = In(answers.Resource, chart).Append(MessageReader.Read(beginning, launch.State, chart)).ToList();
        return (ConversationPolicy.Of(messages).FirstOrDefault(conversation => conversation.Id == root), !answers.IsGood);
    }

    /// <summary>How far each of these messages is; what cannot be told is left out.</summary>
    public async Task<IReadOnlyDictionary<string, HowFar>> HowFarAsync(IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        var told = await System.Threading.Tasks.Task.WhenAll(messages.Where(IsId).Distinct().Select(async id => (id, await HowFarAsync(id, cancellationToken))));
        return told.Where(one => one.Item2 is not null).ToDictionary(one => one.id, one => one.Item2!);
    }

    private async Task<HowFar?> HowFarAsync(string id, CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Parameters>($"Communication/{id}/$status", cancellationToken);
        return reply.Resource is { } answer
            && answer.Parameter.Find(parameter => parameter.Name == "state")?.Value is Code { Value: { } state }
            && answer.Parameter.Find(parameter => parameter.Name == "text")?.Value is FhirString { Value: { } text }
                ? new HowFar(state, text)
                : null;
    }

    private IReadOnlyList<Message> In(Bundle? found, MyChart chart) =>
        [.. (found?.Entry ?? []).Select(entry => entry.Resource).OfType<Communication>().Select(message => MessageReader.Read(message, launch.State, chart))];

    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.');
}
