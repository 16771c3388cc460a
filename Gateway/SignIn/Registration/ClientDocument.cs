using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Storage;

namespace Gateway.SignIn.Registration;

/// <summary>A client as the operations API shows it and takes it.</summary>
internal sealed record ClientDocument
{
    /// <summary>1 to 64 letters, digits, dots, dashes and underscores; made up by the gateway when absent. It never changes.</summary>
    public string? ClientId { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>The scopes it may ask for: <c>system/…</c> and <c>gateway/…</c>. None for an app, whose tokens come from its own issuer.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Its public keys, as a JSON Web Key Set; or, instead, an address of them.</summary>
    public JsonElement? Jwks { get; init; }

    /// <summary>Where it publishes its keys. Better than keys in the registration: it can change them without you.</summary>
    public string? JwksUri { get; init; }

    /// <summary>The origins from which browsers may call, such as <c>https://app.example.org</c>.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>Whom to ask about it.</summary>
    public string? Contact { get; init; }

    /// <summary>True to give it nothing more.</summary>
    public bool Disabled { get; init; }

    /// <summary>When it was registered. Told, not taken.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed. Told, not taken.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public static ClientDocument Of(RegisteredClient client) => new()
    {
        ClientId = client.ClientId,
        Name = client.Name,
        Scopes = client.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Jwks = client.Jwks is { } set ? JsonSerializer.Deserialize(set, ClientJson.Default.JsonElement) : null,
        JwksUri = client.JwksUri,
        Origins = client.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Contact = client.Contact,
        Disabled = client.Disabled,
        CreatedAt = client.CreatedAt,
        ChangedAt = client.ChangedAt,
    };
}

/// <summary>A list of clients.</summary>
internal sealed record ClientListing(IReadOnlyList<ClientDocument> Clients);

/// <summary>The keys of a client, to be replaced.</summary>
internal sealed record ClientKeysDocument
{
    public JsonElement? Jwks { get; init; }

    public string? JwksUri { get; init; }
}

/// <summary>How these documents are written and read: a member that is not known is an error, for it was meant to do something.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientDocument))]
[JsonSerializable(typeof(ClientListing))]
[JsonSerializable(typeof(ClientKeysDocument))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClientJson : JsonSerializerContext;
