using System.Text.Json.Nodes;
using Gateway.SignIn.Apps;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.SignIn.Discovery;

/// <summary>SMART App Launch 2.2's discovery document, made from what is configured and from what the apps' issuer says of itself.</summary>
internal sealed class SmartConfiguration(IOptions<SignInOptions> options, GatewayKeys keys, AppIssuer apps, SignInAddresses addresses)
{
    private static readonly string[] UsualAppCapabilities =
        ["launch-standalone", "client-public", "sso-openid-connect", "context-standalone-patient", "permission-patient", "permission-user"];

    private static readonly string[] UsualAppScopes =
        ["openid", "fhirUser", "launch/patient", "patient/*.rs", "patient/Communication.crs", "user/*.rs", "user/Communication.crs"];

    private static readonly string[] SystemScopes = ["system/*.cruds", "system/*.rs", "system/Communication.crs"];

    /// <summary>The document; null while the apps' issuer was never reached: half a document would be kept by whoever reads it.</summary>
    public async Task<JsonObject?> DescribeAsync(CancellationToken cancellationToken)
    {
        var issuer = await apps.FindAsync(cancellationToken);
        return apps.IsConfigured && issuer is null ? null : Describe(issuer is { AuthorizationEndpoint.Length: > 0, TokenEndpoint.Length: > 0 } ? issuer : null);
    }

    private JsonObject Describe(OpenIdConnectConfiguration? issuer)
    {
        var forApps = options.Value.AppCapabilities ?? UsualAppCapabilities;
        var document = new JsonObject { ["token_endpoint"] = addresses.TokenEndpoint };
        if (issuer is not null)
        {
            document["authorization_endpoint"] = issuer.AuthorizationEndpoint;
            document["response_types_supported"] = Texts(["code"]);
            Set(document, "introspection_endpoint", issuer.IntrospectionEndpoint);
            Set(document, "revocation_endpoint", issuer.AdditionalData.TryGetValue("revocation_endpoint", out var revocation) ? revocation as string : null);
            // SMART: the issuer is named if, and only if, it says who signed in.
            if (forApps.Contains("sso-openid-connect"))
            {
                document["issuer"] = issuer.Issuer;
                document["jwks_uri"] = issuer.JwksUri;
            }
        }

        document["grant_types_supported"] = Texts(Either(issuer, ["authorization_code", "refresh_token"], ["client_credentials"]));
        document["token_endpoint_auth_methods_supported"] = Texts(Either(issuer, issuer?.TokenEndpointAuthMethodsSupported, ["private_key_jwt"]));
        document["token_endpoint_auth_signing_alg_values_supported"] = Texts(Either(issuer, issuer?.TokenEndpointAuthSigningAlgValuesSupported, ["RS384", "ES384"]));
        document["code_challenge_methods_supported"] = Texts(["S256"]);
        document["scopes_supported"] = Texts(Either(issuer, options.Value.AppScopes ?? UsualAppScopes, SystemScopes));
        document["capabilities"] = Texts(Either(issuer, forApps, ["client-confidential-asymmetric"]).Concat(["permission-v1", "permission-v2"]));
        return document;
    }

    // What is for apps is said if apps can sign in, what is for systems if the gateway can sign.
    private IEnumerable<string> Either(OpenIdConnectConfiguration? issuer, IEnumerable<string>? forApps, string[] forSystems) =>
        (issuer is null ? [] : forApps ?? []).Concat(keys.CanSign ? forSystems : []);

    private static void Set(JsonObject document, string member, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            document[member] = value;
        }
    }

    private static JsonArray Texts(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)];
}
