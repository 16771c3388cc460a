using Gateway.Access;
using Gateway.Access.Issuers;
using Gateway.SignIn;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>How to get a token: from each configured issuer that can be reached, or by bringing one along.</summary>
internal sealed class SignInSchemes(IOptions<AccessOptions> access, IOptionsMonitor<JwtBearerOptions> bearers, SignInAddresses own)
{
    private const string Bearer = "bearer";

    private static readonly string[] Scopes =
        ["openid", "fhirUser", "launch/patient", "offline_access", "patient/*.cruds", "user/*.cruds"];

    /// <summary>The schemes by name; an issuer that does not answer now is left out.</summary>
    public async Task<Dictionary<string, IOpenApiSecurityScheme>> FindAsync(CancellationToken cancellationToken)
    {
        var schemes = new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (var (issuer, name) in Issuers.Select((issuer, i) => (issuer, i == 0 ? "smart" : $"smart-{i + 1}")))
        {
            if (await ConfigurationOfAsync(issuer, cancellationToken) is { AuthorizationEndpoint: { Length: > 0 } authorize, TokenEndpoint: { Length: > 0 } token })
            {
                schemes[name] = Describe(issuer, authorize, token);
            }
        }

        schemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "An access token of a configured issuer, for this server's FHIR base as audience.",
        };
        return schemes;
    }

    /// <summary>True if every issuer is among the schemes: then they will not change any more.</summary>
    public bool AreAll(IDictionary<string, IOpenApiSecurityScheme> schemes) => schemes.Count > Issuers.Count();

    // At the gateway itself nobody signs in with a browser, and who is only asked about tokens says nothing of where to get them.
    private IEnumerable<string> Issuers => access.Value.Issuers
        .Where(issuer => issuer.Kind != IssuerKind.Opaque && issuer.Issuer != own.Issuer)
        .Select(issuer => issuer.Issuer);

    private async Task<OpenIdConnectConfiguration?> ConfigurationOfAsync(string issuer, CancellationToken cancellationToken)
    {
        try
        {
            return bearers.Get(issuer).ConfigurationManager is { } known ? await known.GetConfigurationAsync(cancellationToken) : null;
        }
        catch (InvalidOperationException)
        {
            // The issuer is away. Documents do without it until it is back.
            return null;
        }
    }

    private static OpenApiSecurityScheme Describe(string issuer, string authorize, string token) => new()
    {
        Type = SecuritySchemeType.OAuth2,
        Description = $"SMART App Launch 2 with PKCE at {issuer}. Scopes are a grammar: narrower ones, such as patient/Communication.c, are granted too.",
        Flows = new OpenApiOAuthFlows
        {
            AuthorizationCode = new OpenApiOAuthFlow
            {
                AuthorizationUrl = new Uri(authorize),
                TokenUrl = new Uri(token),
                RefreshUrl = new Uri(token),
                Scopes = Scopes.ToDictionary(scope => scope, TextOf, StringComparer.Ordinal),
            },
        },
    };

    private static string TextOf(string scope) => scope switch
    {
        "openid" => "Say who signed in.",
        "fhirUser" => "Say which FHIR resource that person is.",
        "launch/patient" => "Choose a chart.",
        "offline_access" => "Stay signed in.",
        "patient/*.cruds" => "Everything in the chosen chart.",
        _ => "Everything this person may do.",
    };
}
