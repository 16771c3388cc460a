using Hl7.Fhir.Model;
using SmartApp.Connections;

namespace SmartApp.Conversations;

/// <summary>Follows a message up to where its conversation began, as far as whoever asks may read; what was read is read once a request.</summary>
internal sealed class Beginnings(FhirClient fhir)
{
    /// <summary>Whoever answers in a circle gets to an end, too.</summary>
    private const int LongestWay = 30;

    private const string Type = "Communication/";

    private readonly Dictionary<string, Communication?> known = [];

    public async Task<Communication> OfAsync(Communication message, CancellationToken cancellationToken)
    {
        known[message.Id ?? ""] = message;
        var at = message;
        for (var step = 0; step < LongestWay && AnsweredBy(at) is { } earlier && await ReadAsync(earlier, cancellationToken) is { } before; step++)
        {
            at = before;
        }

        return at;
    }

    /// <summary>The id of the message that this one answers.</summary>
    public static string? AnsweredBy(Communication message) => message.InResponseTo.Select(answered => answered.Reference)
        .FirstOrDefault(reference => reference?.StartsWith(Type, StringComparison.Ordinal) == true)?[Type.Length..].Split('/')[0];

    private async Task<Communication?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(id, out var read))
        {
            known[id] = read = (await fhir.GetAsync<Communication>($"{Type}{Uri.EscapeDataString(id)}", cancellationToken)).Resource;
        }

        return read;
    }
}
