using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartApp.Ehrs;
using SmartApp.Launch.Entra;
using SmartApp.Storage;

namespace SmartApp.Launch;

internal static class LaunchSetup
{
    /// <summary>What browsers must be told beside the rest, for a cookie that lives inside the EHR's frame. Written out, because the sandbox has no TLS.</summary>
    private const string InFrame = "SameSite=None; Secure; Partitioned";

    public static void AddLaunch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<SmartAppOptions>, SmartAppOptionsValidator>();
        services.AddOptions<SmartAppOptions>().BindConfiguration(SmartAppOptions.Section).ValidateOnStart();
        // OpenIddict is told at its own setup, from settings that are validated again, with every reason, when the application starts.
        var options = builder.Configuration.GetSection(SmartAppOptions.Section).Get<SmartAppOptions>() ?? new SmartAppOptions();
        services.AddSingleton<KnownEhrs>();
        services.AddSingleton<LaunchStore>();
        services.AddSingleton<LaunchTokens>();
        services.AddScoped<CurrentLaunch>();
        AddStorage(services, options);
        AddClient(services, options);
        services.AddAuthentication(LaunchAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, LaunchAuthentication>(LaunchAuthentication.SchemeName, null)
            .AddEntra(builder.Configuration, options);
        services.AddAuthorization();
        services.Configure<AntiforgeryOptions>(antiforgery =>
        {
            antiforgery.FormFieldName = "token";
            antiforgery.Cookie.Name = "forms";
            antiforgery.Cookie.SameSite = SameSiteMode.Unspecified;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.None;
            antiforgery.Cookie.Extensions.Add(InFrame);
            // Which pages may frame ours is said by the content security policy.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void AddStorage(IServiceCollection services, SmartAppOptions options)
    {
        var keys = Directory.CreateDirectory(Path.Combine(options.DataDirectoryOrUsual, "keys"));
        services.AddDataProtection().SetApplicationName("SmartApp").PersistKeysToFileSystem(keys);
        services.AddDbContextFactory<SmartAppDb>(database =>
        {
            _ = options.Provider == "PostgreSql" ? database.UseNpgsql(options.ConnectionString) : database.UseSqlite(options.ConnectionStringOrUsual);
            database.UseOpenIddict();
        });
        services.AddHostedService<SmartAppTables>();
    }

    private static void AddClient(IServiceCollection services, SmartAppOptions options)
    {
        var openIddict = services.AddOpenIddict();
        openIddict.AddCore(core => core.UseEntityFrameworkCore().UseDbContext<SmartAppDb>());
        if (options.Ehrs.Count == 0 || new SmartAppOptionsValidator().Validate(null, options).Failed)
        {
            return;
        }

        openIddict.AddClient(client =>
        {
            client.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow();
            client.SetRedirectionEndpointUris(LaunchEndpoints.Callback);
            foreach (var registration in Registrations.Of(options))
            {
                client.AddRegistration(registration);
            }

            // States are protected by the keys that replicas share; these two are asked for and not used.
            client.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            client.UseDataProtection();
            client.UseSystemNetHttp();
            client.AddEventHandler(IdTokenEnd.Descriptor).AddEventHandler(SmartContext.Descriptor).AddEventHandler(SmartAssertion.Audience).AddEventHandler(SmartAssertion.Type);
            var host = client.UseAspNetCore().EnableRedirectionEndpointPassthrough().EnableErrorPassthrough();
            if (new Uri(options.PublicUrl).IsLoopback)
            {
                host.DisableTransportSecurityRequirement();
            }

            host.Configure(settings => settings.CookieBuilder.Extensions.Add("Partitioned"));
        });
    }
}
