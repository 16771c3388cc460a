using Gateway.SignIn.Apps;
using Gateway.SignIn.Clients;
using Gateway.SignIn.Discovery;
using Gateway.SignIn.Registration;
using Gateway.SignIn.Systems;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Gateway.SignIn;

/// <summary>The door of sign-in: the token endpoint, the clients, discovery, and from where browsers may call.</summary>
internal static class SignInSetup
{
    private static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestRelay = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 64 * 1024;

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        OwnIssuer.Add(builder);
        OperatorRule.Add(services);
        services.AddSingleton<SignInAddresses>();
        services.AddSingleton<GatewayKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<ClientRegistry>();
        services.AddSingleton<ClientKeys>();
        services.AddSingleton<UsedAssertions>();
        services.AddSingleton<AssertionJudge>();
        services.AddSingleton<SystemSignIn>();
        services.AddSingleton<AppIssuer>();
        services.AddSingleton<AppRelay>();
        services.AddSingleton<SmartConfiguration>();
        services.AddSingleton<OAuthAddresses>();
        services.AddSingleton<Registrations>();
        services.AddHostedService<AssertionSweep>();
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, CallingOrigins>();
        AddHttpClient(services, ClientKeys.HttpClientName, LongestFetch);
        AddHttpClient(services, AppRelay.HttpClientName, LongestRelay);
        return builder;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInAddresses.TokenPath, TokenEndpoint.AnswerAsync)
            .AllowAnonymous().FromRegisteredOrigins().WithName("token").WithSummary("A token for a system, or for an app's code").WithTags("Sign-in");
        routes.MapGroup("").FromAnyOrigin().MapPublishedKeys();
        return routes.MapClients();
    }

    private static void AddHttpClient(IServiceCollection services, string name, TimeSpan timeout) =>
        services.AddHttpClient(name, http =>
            {
                http.Timeout = timeout;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                // Keys are where the client says, and codes go to the issuer: nowhere else.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = timeout;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own loggers write addresses.
            .RemoveAllLoggers();
}
