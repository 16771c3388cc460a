using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace Gateway.Access.Issuers;

/// <summary>Makes each configured issuer an authentication scheme, named by its <c>iss</c>.</summary>
internal static class IssuerSchemes
{
    private const int LargestAnswer = 64 * 1024;

    public static void AddIssuer(this AuthenticationBuilder authentication, IssuerOptions issuer, string audience)
    {
        switch (issuer.Kind)
        {
            case IssuerKind.Jwt:
                AddKeys(authentication.Services, issuer, audience);
                authentication.AddScheme<JwtBearerOptions, JwtBearerHandler>(issuer.Issuer, _ => { });
                break;
            case IssuerKind.EntraId when issuer.Tenant is not null:
                AddEntra(authentication, issuer, audience);
                break;
            case IssuerKind.Opaque when issuer.Introspection is not null:
                AddOpaque(authentication, issuer, issuer.Introspection);
                break;
            case IssuerKind.EntraId or IssuerKind.Opaque:
                // Incomplete: the options stop the start and say what is missing.
                break;
        }
    }

    private static void AddKeys(IServiceCollection services, IssuerOptions issuer, string audience)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>());
        services.AddOptions<JwtBearerOptions>(issuer.Issuer).Configure<ValidatedTokens, TimeProvider>(
            (bearer, validated, clock) => TokenRules.Apply(bearer, issuer, audience, validated, clock));
        // After the framework's own, which makes what this is about.
        services.AddOptions<JwtBearerOptions>(issuer.Issuer).PostConfigure(TokenRules.ForgetWithdrawnKeys);
    }

    // Ours first: what Microsoft.Identity.Web adds wraps our events, and leaves the issuer and audience that we set (ADR 0019).
    private static void AddEntra(AuthenticationBuilder authentication, IssuerOptions issuer, string audience)
    {
        AddKeys(authentication.Services, issuer, audience);
        authentication.Services.TryAddSingleton<IAuthenticationConfigurationProvider, NoSchemeSettings>();
        authentication.AddMicrosoftIdentityWebApi(
            bearer => bearer.Authority = issuer.Issuer,
            entra =>
            {
                entra.Instance = new Uri(issuer.Issuer).GetLeftPart(UriPartial.Authority) + "/";
                entra.TenantId = issuer.Tenant;
                entra.ClientId = issuer.Audience;
            },
            issuer.Issuer);
    }

    private static void AddOpaque(AuthenticationBuilder authentication, IssuerOptions issuer, IntrospectionOptions introspection)
    {
        authentication.Services.AddHttpClient(Introspector.HttpClientName, http =>
            {
                http.Timeout = TimeSpan.FromSeconds(introspection.TimeoutSeconds);
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        authentication.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Introspector>(services, issuer));
        authentication.Services.AddSingleton<IntrospectedTokens>();
        authentication.AddScheme<AuthenticationSchemeOptions, OpaqueTokenHandler>(issuer.Issuer, _ => { });
    }

    /// <summary>Tokens are configured under Access alone, and not a second time where ASP.NET Core would look.</summary>
    private sealed class NoSchemeSettings : IAuthenticationConfigurationProvider
    {
        public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
    }
}
