using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Faults;
using Sandbox.Ehr.Hl7v2;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest;
using Sandbox.Ehr.SignIn;
using Sandbox.Ehr.Tools;
using Sandbox.Families;

namespace Sandbox.Ehr;

/// <summary>Builds the simulated EHR: a list of what it is made of, then a list of what it serves.</summary>
internal static class EhrHost
{
    private const long LargestBody = 5 * 1024 * 1024;

    public static WebApplication Build(SandboxOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", SandboxOptions.Origin(options.EhrUrl)]);
        builder.AddTls(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.AddRecords(options);
        builder.AddAccess();
        builder.AddFhir();
        builder.AddHl7v2(options);
        builder.AddSignIn(options);
        builder.AddFaults();
        builder.AddTools();

        var app = builder.Build();
        app.UseExceptionHandler(error => error.Run(context => FhirAnswer.Error(
            StatusCodes.Status500InternalServerError,
            new EhrIssue(EhrCode.Unavailable, "exception", "Something went wrong in the EHR.")).ExecuteAsync(context)));
        app.UseMiddleware<FaultMiddleware>();
        app.UseCors();
        app.UseAuthorization();
        app.MapFhir();
        app.MapSignIn();
        app.MapFaults();
        app.MapTools();
        return app;
    }

    private static void AddTls(this WebApplicationBuilder builder, SandboxOptions options)
    {
        builder.Services.AddSingleton<TlsDoor>();
        if (options.TlsPort is not { } port)
        {
            return;
        }

        KeyFiles.MakeEhrAuthority(options);
        builder.WebHost.UseUrls(SandboxOptions.Origin(options.EhrUrl), $"https://127.0.0.1:{port}");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var door = kestrel.ApplicationServices.GetRequiredService<TlsDoor>();
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificateSelector = (_, _) => door.Certificate);
            kestrel.ConfigureEndpointDefaults(listener =>
            {
                if (listener.IPEndPoint?.Port == port)
                {
                    listener.Use(next => async connection =>
                    {
                        using var kept = door.Keep(connection.Abort);
                        await next(connection);
                    });
                }
            });
        });
    }

    private static void AddRecords(this WebApplicationBuilder builder, SandboxOptions options)
    {
        builder.Services.AddSingleton<EhrDatabase>();
        builder.Services.TryAddSingleton(provider => new EhrRecords(
            provider.GetRequiredService<EhrDatabase>(),
            () => Seed.Everything(provider.GetRequiredService<TimeProvider>().GetUtcNow(), options.Families)));
    }

    private static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EhrKeys>();
        builder.Services.AddSingleton<EhrUsers>();
        builder.Services.AddSingleton<TokenReader>();
        // Not AddAuthentication: it brings data protection, which would make and write keys at every first start for no cookie.
        builder.Services.AddAuthenticationCore(authentication => authentication.DefaultScheme = BearerHandler.Scheme);
        builder.Services.AddWebEncoders();
        new AuthenticationBuilder(builder.Services)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null);
        builder.Services.AddAuthorization();
    }
}
