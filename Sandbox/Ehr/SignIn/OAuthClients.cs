using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Sandbox.Ehr.Access;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Sandbox.Ehr.SignIn;

/// <summary>The apps that this EHR knows.</summary>
internal static class OAuthClients
{
    public const string Gateway = "gateway";
    public const string Portal = "portal";
    public const string SmartApp = "smartapp";

    /// <summary>The pages at the gateway's /docs.</summary>
    public const string Docs = "docs";

    public static async Task RegisterAsync(
        IOpenIddictApplicationManager applications, SandboxOptions options, CancellationToken cancellationToken)
    {
        OpenIddictApplicationDescriptor[] clients =
        [
            GatewayClient(options),
            // A native app may listen on any port of the loopback interface (RFC 8252, 7.3).
            AppClient(Portal, ApplicationTypes.Native, new Uri("http://127.0.0.1/callback")),
            WithKey(AppClient(SmartApp, ApplicationTypes.Web, new Uri(options.SmartAppUrl, "/callback")), KeyFiles.SmartAppKey(options)),
            AppClient(Docs, ApplicationTypes.Web, new Uri(options.GatewayUrl, "/docs/oauth2-redirect.html")),
        ];
        foreach (var client in clients)
        {
            if (await applications.FindByClientIdAsync(client.ClientId!, cancellationToken) is { } known)
            {
                await applications.UpdateAsync(known, client, cancellationToken);
            }
            else
            {
                await applications.CreateAsync(client, cancellationToken);
            }
        }
    }

    private static OpenIddictApplicationDescriptor GatewayClient(SandboxOptions options)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = Gateway,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        return WithKey(client, KeyFiles.GatewayKey(options));
    }

    /// <summary>A client that proves itself by its key (<c>private_key_jwt</c>); the EHR has the public half.</summary>
    private static OpenIddictApplicationDescriptor WithKey(OpenIddictApplicationDescriptor client, JsonWebKey key)
    {
        var publicHalf = new JsonWebKey { Kty = key.Kty, Crv = key.Crv, X = key.X, Y = key.Y, N = key.N, E = key.E, Kid = key.Kid, Alg = key.Alg, Use = key.Use };
        (client.ClientType, client.JsonWebKeySet) = (ClientTypes.Confidential, new JsonWebKeySet { Keys = { publicHalf } });
        return client;
    }

    private static OpenIddictApplicationDescriptor AppClient(string id, string applicationType, Uri redirect) => new()
    {
        ClientId = id,
        ApplicationType = applicationType,
        ClientType = ClientTypes.Public,
        ConsentType = ConsentTypes.Implicit,
        RedirectUris = { redirect },
        Permissions =
        {
            Permissions.Endpoints.Authorization,
            Permissions.Endpoints.Token,
            Permissions.GrantTypes.AuthorizationCode,
            Permissions.GrantTypes.RefreshToken,
            Permissions.ResponseTypes.Code,
        },
        Requirements = { Requirements.Features.ProofKeyForCodeExchange },
    };
}
