using System.Text.Json.Nodes;
using Gateway.SignIn.Apps;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.SignIn.Discovery;

/// <summary>The extension by which a capability statement names the addresses of sign-in, for clients that look there first.</summary>
internal sealed class OAuthAddresses(AppIssuer apps, SignInAddresses addresses, TimeProvider clock)
{
    // A statement is worth more than this part of it: who asks while the issuer is away gets it without.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The extension, and whether it says all there is to say.</summary>
    public async Task<(JsonObject Extension, bool AreAll)> FindAsync(CancellationToken cancellationToken)
    {
        var issuer = await IssuerInTimeAsync(cancellationToken);
        var parts = new JsonArray(Part("token", addresses.TokenEndpoint));
        (string Name, string? Address)[] ofIssuer = [("authorize", issuer?.AuthorizationEndpoint), ("introspect", issuer?.IntrospectionEndpoint)];
        foreach (var (name, address) in ofIssuer)
        {
            if (!string.IsNullOrEmpty(address))
            {
                parts.Add((JsonNode)Part(name, address));
            }
        }

        var extension = new JsonObject { ["extension"] = parts, ["url"] = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris" };
        return (extension, issuer is not null || !apps.IsConfigured);
    }

    private async Task<OpenIdConnectConfiguration?> IssuerInTimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await apps.FindAsync(CancellationToken.None).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static JsonObject Part(string name, string address) => new() { ["url"] = name, ["valueUri"] = address };
}
