namespace Gateway.Storage;

/// <summary>A client as its operator registered it. Of its keys only the public halves are here; the gateway shares no secret with anybody.</summary>
internal sealed class RegisteredClient
{
    public required string ClientId { get; init; }

    public required string Name { get; set; }

    /// <summary>What it may ask for, separated by blanks; empty for an app, which signs in elsewhere.</summary>
    public required string Scopes { get; set; }

    /// <summary>Its public keys as a JSON Web Key Set.</summary>
    public string? Jwks { get; set; }

    /// <summary>Where it publishes them instead.</summary>
    public string? JwksUri { get; set; }

    /// <summary>The origins from which browsers may call for it, separated by blanks.</summary>
    public required string Origins { get; set; }

    /// <summary>Whom to ask about it.</summary>
    public string? Contact { get; set; }

    public bool Disabled { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Concurrency token: of two who change it, one is told.</summary>
    public int Revision { get; init; }
}
