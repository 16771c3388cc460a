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
    public static ReadBack Of(ReadOnlyMemory<byte> searchset, MessageId id)
    {
        try
        {
            using var document = JsonDocument.Parse(searchset);
            return Of(document.RootElement, id);
        }
        catch (JsonException)
        {
            return new Unusable();
        }
    }

    private static ReadBack Of(JsonElement bundle, MessageId id)
    {
        if (bundle.Text("resourceType") != "Bundle" || bundle.Text("type") != "searchset")
        {
            return new Unusable();
        }

        var messages = bundle.Items("entry")
            .Select(entry => entry.Member("resource"))
            .Where(resource => resource.Text("resourceType") == "Communication")
            .ToList();
        var ours = messages.FirstOrDefault(message => message.Items("identifier").Any(identifier => IsOurs(identifier, id)));
        return (ours.Text("id"), messages.Count) switch
        {
            ({ } ehrId, _) when FhirId.IsValid(ehrId) => new Held(ehrId),
            (null, 0) => new Absent(),
            _ => new Unusable(),
        };
    }

    private static bool IsOurs(JsonElement identifier, MessageId id) =>
        identifier.Text("system") == MessageId.System && identifier.Text("value") == id.Value;
}
