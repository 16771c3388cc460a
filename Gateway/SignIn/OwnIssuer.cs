using Gateway.Access;
using Gateway.Access.Issuers;
using Gateway.Rest;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.SignIn;

/// <summary>Makes the gateway one more issuer whose tokens it takes, under the same rules as the others; its keys need no HTTP.</summary>
internal static class OwnIssuer
{
    /// <summary>Before access is added: it reads which issuers there are.</summary>
    public static void Add(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!configuration.GetSection($"{SignInOptions.Section}:{nameof(SignInOptions.KeyFiles)}").GetChildren().Any()
            || configuration[$"{RestOptions.Section}:{nameof(RestOptions.PublicBase)}"] is not { } publicBase
            || !Uri.TryCreate(publicBase, UriKind.Absolute, out var address))
        {
            return;
        }

        var issuer = new PublicBase(address).ToString();
        var issuers = $"{AccessOptions.Section}:{nameof(AccessOptions.Issuers)}";
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // After all that are configured, whose numbers may have gaps.
            [$"{issuers}:own:{nameof(IssuerOptions.Issuer)}"] = issuer,
        });
        builder.Services.AddOptions<JwtBearerOptions>(issuer).Configure<GatewayKeys>((bearer, keys) =>
        {
            bearer.Configuration = new OpenIdConnectConfiguration { Issuer = issuer };
            foreach (var key in keys.All)
            {
                bearer.Configuration.SigningKeys.Add(key);
            }
        });
    }
}
