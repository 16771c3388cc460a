using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Rest;

/// <summary>What the FHIR surface needs: the public base and the limits.</summary>
internal static class RestSetup
{
    private const int CutOffFactor = 8;

    public static WebApplicationBuilder AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<RestOptions>, RestOptionsValidator>();
        builder.Services.AddOptions<RestOptions>().BindConfiguration(RestOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton(services => new PublicBase(services.GetRequiredService<IOptions<RestOptions>>().Value.PublicBase!));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<RestOptions>>((kestrel, rest) =>
        {
            kestrel.AddServerHeader = false;
            // Above our own limit a client is told so; only what is far above is cut off, since a cut connection explains nothing.
            kestrel.Limits.MaxRequestBodySize = (long)rest.Value.MaxBodyBytes * CutOffFactor;
        });
        return builder.AddTrustedProxies();
    }
}
