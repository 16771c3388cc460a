using System.Globalization;
using OpenIddict.Abstractions;
using OpenIddict.Client;
using static OpenIddict.Client.OpenIddictClientEvents;

namespace SmartApp.Launch;

/// <summary>Refuses an id_token whose time is over. OpenIddict demands its <c>exp</c> and does not look at it: it trusts the time in tokens of its own alone.</summary>
internal sealed class IdTokenEnd(TimeProvider clock) : IOpenIddictClientHandler<ProcessAuthenticationContext>
{
    /// <summary>By how much the EHR's clock may be behind ours.</summary>
    private static readonly TimeSpan _apart = TimeSpan.FromMinutes(2);

    public static OpenIddictClientHandlerDescriptor Descriptor { get; } = OpenIddictClientHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<IdTokenEnd>()
        .SetOrder(OpenIddictClientHandlers.ValidateBackchannelIdentityTokenWellknownClaims.Descriptor.Order + 500)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        // Who somebody is, is read at the sign-in and never again.
        if (context.EndpointType is OpenIddictClientEndpointType.Redirection && context.BackchannelIdentityTokenPrincipal is { } token && !IsGood(token.GetClaim(OpenIddictConstants.Claims.ExpiresAt)))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The id_token has ended.");
        }

        return ValueTask.CompletedTask;
    }

    private bool IsGood(string? end) =>
        double.TryParse(end, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds + _apart.TotalSeconds > clock.GetUtcNow().ToUnixTimeSeconds();
}
