using System.Text.Json;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Delivery;

/// <summary>What a search by business identifier says about one message's arrival in the EHR.</summary>
internal abstract record ReadBack
{
    private ReadBack()
    {
    }

    public sealed record Held(string EhrId) : ReadBack;

    public sealed record Absent : ReadBack;

    /// <summary>No searchset, or one with other messages: a lenient server drops a parameter that it does not know.</summary>
    public sealed record Unusable : ReadBack;

    /// <summary>Reads a searchset; an entry counts only if it carries the very identifier.</summary>
    /// <param name="searchset">What the EHR answered.</param>
    /// <param name="id">The message.</param>
    /// <param name="system">The identifier's system.</param>
    public static ReadBack Of(ReadOnlyMemory<byte> searchset, MessageId id, string system = MessageId.System)
    {
        try
        {
            using var document = JsonDocument.Parse(searchset);
            return Of(document.RootElement, id, system);
        }
        catch (JsonException)
        {
            return new Unusable();
        }
    }

    private static ReadBack Of(JsonElement bundle, MessageId id, string system)
    {
        if (bundle.Text("resourceType") != "Bundle" || bundle.Text("type") != "searchset")
        {
            return new Unusable();
        }

        var messages = bundle.Items("entry")
            .Select(entry => entry.Member("resource"))
            .Where(resource => resource.Text("resourceType") == "Communication")
            .ToList();
        var ours = messages.FirstOrDefault(message => message.Items("identifier").Any(identifier => IsOurs(identifier, id, system)));
        return (ours.Text("id"), messages.Count) switch
        {
            ({ } ehrId, _) when FhirId.IsValid(ehrId) => new Held(ehrId),
            (null, 0) => new Absent(),
            _ => new Unusable(),
        };
    }

    private static bool IsOurs(JsonElement identifier, MessageId id, string system) =>
        identifier.Text("system") == system && identifier.Text("value") == id.Value;
}
