using System.Text.Json.Nodes;

namespace Sandbox.Ehr.Rest;

/// <summary>SMART App Launch 2.2's discovery document.</summary>
internal static class SmartConfiguration
{
    public static IResult Of(SandboxOptions options)
    {
        var origin = SandboxOptions.Origin(options.EhrUrl);
        var document = new JsonObject
        {
            ["issuer"] = options.Issuer,
            ["jwks_uri"] = $"{origin}/.well-known/jwks",
            ["authorization_endpoint"] = $"{origin}/oauth2/authorize",
            ["token_endpoint"] = options.TokenEndpoint,
            ["grant_types_supported"] = Texts("authorization_code", "refresh_token", "client_credentials"),
            ["token_endpoint_auth_methods_supported"] = Texts("private_key_jwt"),
            ["token_endpoint_auth_signing_alg_values_supported"] = Texts("ES384", "RS384"),
            ["response_types_supported"] = Texts("code"),
            ["code_challenge_methods_supported"] = Texts("S256"),
            // RFC 9207: an app that knows several servers can tell whose answer it got.
            ["authorization_response_iss_parameter_supported"] = true,
            ["scopes_supported"] = Texts(
                "openid", "fhirUser", "launch", "launch/patient", "offline_access", "patient/*.rs", "patient/Communication.crs",
                "user/*.rs", "user/Communication.crs", "system/*.rs", "system/Communication.crs"),
            ["capabilities"] = Texts(
                "launch-ehr", "launch-standalone", "authorize-post", "client-public", "client-confidential-asymmetric",
                "sso-openid-connect", "context-ehr-patient", "context-ehr-encounter", "context-standalone-patient",
                "permission-offline", "permission-patient", "permission-user", "permission-v1", "permission-v2"),
        };
        return Results.Text(document.ToJsonString(), "application/json");
    }

    private static JsonArray Texts(params ReadOnlySpan<string> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add((JsonNode)value);
        }

        return array;
    }
}
