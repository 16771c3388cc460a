using OpenIddict.Abstractions;
using OpenIddict.Client;
using static OpenIddict.Client.OpenIddictClientEvents;

namespace SmartApp.Launch;

/// <summary>Makes client assertions as SMART 2.2 has them, <c>typ: JWT</c> and for the token endpoint; OpenIddict's own are of a newer type and for the issuer.</summary>
internal sealed class SmartAssertion : IOpenIddictClientHandler<ProcessAuthenticationContext>, IOpenIddictClientHandler<GenerateTokenContext>
{
    public static OpenIddictClientHandlerDescriptor Audience { get; } = OpenIddictClientHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<SmartAssertion>()
        .SetOrder(OpenIddictClientHandlers.PrepareClientAssertionPrincipal.Descriptor.Order + 500)
        .Build();

    public static OpenIddictClientHandlerDescriptor Type { get; } = OpenIddictClientHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<SmartAssertion>()
        .SetOrder(OpenIddictClientHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 500)
        .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context is { ClientAssertionPrincipal: { } assertion, TokenEndpoint: { } endpoint })
        {
            assertion.SetClaim(OpenIddictConstants.Claims.Audience, endpoint.OriginalString);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == OpenIddictConstants.TokenTypeIdentifiers.Private.ClientAssertion)
        {
            context.SecurityTokenDescriptor.TokenType = OpenIddictConstants.JsonWebTokenTypes.GenericJsonWebToken;
        }

        return ValueTask.CompletedTask;
    }
}
