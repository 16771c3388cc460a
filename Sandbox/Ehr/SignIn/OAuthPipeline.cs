using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.SignIn;

/// <summary>
/// The authorization server behind its own container, built when somebody first comes to its doors: OpenIddict and EF Core
/// together would otherwise take longer to load than the rest of the EHR.
/// </summary>
internal sealed class OAuthPipeline : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lazy<Task<Built>> _built;

    public OAuthPipeline(SandboxOptions options, EhrKeys keys, EhrUsers users, LaunchContexts launches, TimeProvider clock, ILoggerFactory loggers)
    {
        _built = new Lazy<Task<Built>>(() => Task.Run(() => BuildAsync(services => services
            .AddSingleton(loggers)
            .AddSingleton(clock)
            .AddSingleton(options)
            .AddSingleton(keys)
            .AddSingleton(users)
            .AddSingleton(launches), options, keys, _closing.Token)));
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var built = await _built.Value;
        await using var scope = built.Services.CreateAsyncScope();
        var outer = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await built.Pipeline(context);
        }
        finally
        {
            context.RequestServices = outer;
        }
    }

    public Task WarmUpAsync() => _built.Value;

    public async ValueTask DisposeAsync()
    {
        // Ctrl-C right after the start must not wait for what nobody will use any more.
        await _closing.CancelAsync();
        if (_built.IsValueCreated)
        {
            await ((Task)_built.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_built.Value.IsCompletedSuccessfully)
            {
                await (await _built.Value).Services.DisposeAsync();
            }
        }

        _closing.Dispose();
    }

    private static async Task<Built> BuildAsync(
        Action<IServiceCollection> share, SandboxOptions options, EhrKeys keys, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        share(services);
        services.AddLogging();
        services.AddSingleton<AuthorizeEndpoint>().AddSingleton<TokenEndpoint>();
        services.AddDbContext<OAuthDb>(db => db.UseSqlite($"Data Source={Path.Combine(options.DataDirectory, "oauth.db")}").UseOpenIddict());
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<OAuthDb>())
            .AddServer(server => Configure(server, options, keys));
        var provider = services.BuildServiceProvider();
        await using (var scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OAuthDb>().Database.EnsureCreatedAsync(cancellationToken);
            var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
            await OAuthClients.RegisterAsync(applications, options, cancellationToken);
        }

        var app = new ApplicationBuilder(provider);
        app.UseAuthentication();
        app.Run(RunAsync);
        return new Built(provider, app.Build());
    }

    private static void Configure(OpenIddictServerBuilder server, SandboxOptions options, EhrKeys keys)
    {
        server.SetIssuer(new Uri(options.Issuer))
            .SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks")
            .SetAuthorizationEndpointUris("oauth2/authorize")
            .SetTokenEndpointUris("oauth2/token");
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().RequireProofKeyForCodeExchange();
        server.AddSigningKey(keys.Signing).AddEncryptionKey(KeyFiles.EncryptionKey(options)).DisableAccessTokenEncryption();
        // SMART's scopes are a grammar, not a list; ScopeGrant judges them.
        server.DisableScopeValidation().IgnoreScopePermissions();
        server.Configure(Narrow);
        server.SetAccessTokenLifetime(TimeSpan.FromHours(1));
        server.AddEventHandler(SmartAssertionForm.Descriptor).AddEventHandler(AssertionRules.Descriptor);
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .DisableTransportSecurityRequirement();
    }

    /// <summary>SMART forbids the plain challenge, and no client of this EHR has a secret.</summary>
    private static void Narrow(OpenIddictServerOptions server)
    {
        server.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain);
        server.ClientAuthenticationMethods.Remove(OpenIddictConstants.ClientAuthenticationMethods.ClientSecretBasic);
        server.ClientAuthenticationMethods.Remove(OpenIddictConstants.ClientAuthenticationMethods.ClientSecretPost);
    }

    private static Task RunAsync(HttpContext context) => context.Features.Get<OpenIddictServerAspNetCoreFeature>()?.Transaction?.EndpointType switch
    {
        OpenIddictServerEndpointType.Authorization =>
            context.RequestServices.GetRequiredService<AuthorizeEndpoint>().RunAsync(context),
        OpenIddictServerEndpointType.Token =>
            context.RequestServices.GetRequiredService<TokenEndpoint>().RunAsync(context),
        _ => NothingHere(context),
    };

    private static Task NothingHere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private sealed record Built(ServiceProvider Services, RequestDelegate Pipeline);
}
