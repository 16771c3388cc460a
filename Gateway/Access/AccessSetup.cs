using Gateway.Access.Issuers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        // Not AddAuthentication: it brings data protection, whose keys a server without cookies would make and write at its
        // first start. And no default scheme: only an endpoint that asks for a caller has its token looked at.
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAuthenticationCore();
        builder.Services.AddWebEncoders();
        var authentication = new AuthenticationBuilder(builder.Services)
            .AddPolicyScheme(AnyIssuer, null, scheme => scheme.ForwardDefaultSelector =
                context => IssuerChoice.Of(BearerToken.Of(context.Request), access.Issuers)?.Issuer);
        // What is configured twice stops the start with its reason; here it is only kept from throwing before that.
        foreach (var issuer in access.Issuers.DistinctBy(issuer => issuer.Issuer))
        {
            authentication.AddIssuer(issuer, access.Audience);
        }

        return builder;
    }
}
