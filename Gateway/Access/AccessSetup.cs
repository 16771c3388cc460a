using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Gateway.Access;

/// <summary>Token validation for the configured issuers.</summary>
internal static class AccessSetup
{
    private const string AnyIssuer = "AnyIssuer";

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        builder.Services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<CallerReader>();
        builder.Services.AddSingleton<ValidatedTokens>();

        var access = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        // A single issuer's scheme is asked at once; only several need one that chooses among them.
        var scheme = access.Issuers is [var only] ? only.Issuer : AnyIssuer;
        builder.Services.AddAuthorization(authorization => authorization.DefaultPolicy =
            new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().Build());
        // Not AddAuthentication and AddJwtBearer: they bring data protection, whose keys a server without cookies would make and
        // write at its first start. And no default scheme: only an endpoint that asks for a caller has its token looked at.
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAuthenticationCore();
        builder.Services.AddWebEncoders();
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        var authentication = new AuthenticationBuilder(builder.Services)
            .AddPolicyScheme(AnyIssuer, null, scheme => scheme.ForwardDefaultSelector = context => SchemeFor(context, access));
        foreach (var issuer in access.Issuers)
        {
            authentication.AddScheme<JwtBearerOptions, JwtBearerHandler>(issuer.Issuer, _ => { });
            builder.Services.AddOptions<JwtBearerOptions>(issuer.Issuer)
                .Configure<ValidatedTokens>((bearer, validated) => TokenRules.Apply(bearer, issuer, access.Audience, validated));
        }

        return builder;
    }

    // A token is read here only to choose whose keys it must be signed with; nothing in it is believed before that.
    private static string? SchemeFor(HttpContext context, AccessOptions access)
    {
        const string Bearer = "Bearer ";
        var first = access.Issuers.FirstOrDefault()?.Issuer;
        var header = context.Request.Headers.Authorization.ToString();
        if (access.Issuers.Count <= 1 || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return first;
        }

        var tokens = new JsonWebTokenHandler();
        var token = header[Bearer.Length..].Trim();
        var issuer = tokens.CanReadToken(token) ? tokens.ReadJsonWebToken(token).Issuer : null;
        return access.Issuers.Any(known => known.Issuer == issuer) ? issuer : first;
    }
}
