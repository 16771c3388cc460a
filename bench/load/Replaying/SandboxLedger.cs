using System.Globalization;
using Gateway.References;

namespace Load.Replaying;

/// <summary>The Sandbox's own list of what it filed, in filing order.</summary>
internal sealed class SandboxLedger(HttpClient http, Uri ehr) : IEhrLedger
{
    private readonly Uri _messages = new(
        ehr.AbsoluteUri.TrimEnd('/') + "/sandbox/messages?system=" + Uri.EscapeDataString(MessageId.System));

    public bool ListsEverything => true;

    public async Task<IReadOnlyList<FiledMessage>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(_messages, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var filed = new List<FiledMessage>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                filed.Add(Parse(line));
            }
        }

        return filed;
    }

    private static FiledMessage Parse(string line) =>
        line.Split('\t') is [var id, var patient, var order, .. var rest] && long.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new FiledMessage(
                id,
                patient.StartsWith("Patient/", StringComparison.Ordinal) ? patient["Patient/".Length..] : patient,
                sequence,
                rest is [var at] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                    ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                    : null)
            : throw new CannotRunException("The EHR's message list is not 'id, patient, sequence, time' separated by tabs.");
}
