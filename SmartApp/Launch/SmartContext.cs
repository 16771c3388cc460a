using OpenIddict.Client;
using static OpenIddict.Client.OpenIddictClientEvents;

namespace SmartApp.Launch;

/// <summary>Keeps what SMART tells beside the token: OpenID Connect knows nothing of charts.</summary>
internal sealed class SmartContext : IOpenIddictClientHandler<ProcessAuthenticationContext>
{
    public const string Patient = "patient";
    public const string Encounter = "encounter";
    public const string NeedPatientBanner = "need_patient_banner";
    public const string Scope = "scope";
    public const string Intent = "intent";
    public const string StyleUrl = "smart_style_url";

    private static readonly string[] _kept = [Patient, Encounter, NeedPatientBanner, Scope, Intent, StyleUrl];

    public static OpenIddictClientHandlerDescriptor Descriptor { get; } = OpenIddictClientHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<SmartContext>()
        .SetOrder(OpenIddictClientHandlers.PopulateMergedPrincipal.Descriptor.Order + 500)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.TokenResponse is { } answer)
        {
            foreach (var name in _kept)
            {
                if (answer[name] is { } told)
                {
                    context.Properties[name] = (string?)told ?? "";
                }
            }
        }

        return ValueTask.CompletedTask;
    }
}
