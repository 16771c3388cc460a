using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using Microsoft.Identity.Web.TokenCacheProviders;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SmartApp.Ehrs;

namespace SmartApp.Launch.Entra;

internal static class EntraSetup
{
    /// <summary>The library's usual name, which it falls back to where it is not told another.</summary>
    public const string SchemeName = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>Not the one of EHRs: an answer of one server is then never taken for one of another.</summary>
    public const string Callback = "/callback/entra";

    public static void AddEntra(this AuthenticationBuilder authentication, IConfiguration configuration, SmartAppOptions smartApp)
    {
        var services = authentication.Services;
        services.AddSingleton<IValidateOptions<EntraOptions>, EntraOptionsValidator>();
        services.AddOptions<EntraOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings)).ValidateOnStart();
        var entra = EntraOptions.Of(configuration);
        if (!entra.IsThere || new EntraOptionsValidator().Validate(null, entra).Failed || !SmartAppOptionsValidator.IsOrigin(smartApp.PublicUrl))
        {
            return;
        }

        // Behind a proxy the request does not know how browsers call this host.
        var callback = new Uri(new Uri(smartApp.PublicUrl), Callback).ToString();
        services.AddScoped<LaunchTokenCache>();
        services.AddScoped<IMsalTokenCacheProvider>(request => request.GetRequiredService<LaunchTokenCache>());
        services.AddScoped<EntraTokens>();
        services.AddScoped<EntraGate>();
        services.AddScoped<EntraSignIn>();
        authentication.AddMicrosoftIdentityWebApp(
                options =>
                {
                    options.Instance = $"{entra.Instance.TrimEnd('/')}/";
                    options.TenantId = entra.TenantId;
                    options.ClientId = entra.ClientId;
                    options.ClientCredentials = [CredentialOf(entra)];
                    options.CallbackPath = Callback;
                    options.MapInboundClaims = false;
                },
                openIdConnectScheme: SchemeName,
                // A launch is the session, and there is no other.
                cookieScheme: null)
            .EnableTokenAcquisitionToCallDownstreamApi([entra.Scope]);
        services.Configure<ConfidentialClientApplicationOptions>(SchemeName, client => client.RedirectUri = callback);
        services.AddOptions<OpenIdConnectOptions>(SchemeName).Configure(connect => Tighten(connect, entra, callback));
    }

    /// <summary>After the library's own, which leaves PKCE out and would take every issuer that it finds plausible.</summary>
    private static void Tighten(OpenIdConnectOptions connect, EntraOptions entra, string callback)
    {
        connect.SignInScheme = LaunchAuthentication.SchemeName;
        connect.ResponseMode = OpenIdConnectResponseMode.FormPost;
        connect.UsePkce = true;
        connect.Prompt = OpenIdConnectPrompt.SelectAccount;
        connect.SaveTokens = false;
        connect.DisableTelemetry = true;
        // Nobody is signed out here from there: without a session there is nothing to find.
        connect.RemoteSignOutPath = default;
        connect.SignedOutCallbackPath = default;
        connect.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        connect.NonceCookie.SecurePolicy = CookieSecurePolicy.Always;
        connect.TokenValidationParameters.ValidAudience = entra.ClientId;
        connect.TokenValidationParameters.IssuerValidator = (issuer, _, _) =>
            issuer == entra.Issuer ? issuer : throw new SecurityTokenInvalidIssuerException("The token is not of this tenant.");

        var (send, validated) = (connect.Events.OnRedirectToIdentityProvider, connect.Events.OnTokenValidated);
        connect.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = callback;
            // Says of which directory the account is: a guest's is another, and her tokens are kept under that.
            context.ProtocolMessage.SetParameter("client_info", "1");
            return send(context);
        };
        connect.Events.OnTokenValidated = async context =>
        {
            await validated(context);
            EntraSignIn.Judge(context, entra);
        };
        connect.Events.OnTicketReceived = context => SignInOf(context.HttpContext).ComeInAsync(context);
        connect.Events.OnRemoteFailure = context => SignInOf(context.HttpContext).RefuseAsync(context);
    }

    private static EntraSignIn SignInOf(HttpContext context) => context.RequestServices.GetRequiredService<EntraSignIn>();

    private static CredentialDescription CredentialOf(EntraOptions entra) => entra switch
    {
        { CertificateFile.Length: > 0 } => new CredentialDescription
        {
            SourceType = CredentialSource.Path,
            CertificateDiskPath = entra.CertificateFile,
            CertificatePassword = entra.CertificatePassword,
        },
        { Certificate.Length: > 0 } => new CredentialDescription
        {
            SourceType = CredentialSource.Base64Encoded,
            Base64EncodedValue = entra.Certificate,
            CertificatePassword = entra.CertificatePassword,
        },
        _ => new CredentialDescription { SourceType = CredentialSource.ClientSecret, ClientSecret = entra.ClientSecret },
    };
}
