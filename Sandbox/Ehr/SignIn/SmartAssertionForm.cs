using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Sandbox.Ehr.SignIn;

/// <summary>
/// Lets client assertions be as SMART 2.2 has them, <c>typ: JWT</c> and the token endpoint as audience; OpenIddict alone takes only
/// the newer, specific type and the issuer. <see cref="AssertionRules"/> judges audience and lifetime afterwards, for every assertion.
/// </summary>
internal sealed class SmartAssertionForm : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseSingletonHandler<SmartAssertionForm>()
            .SetOrder(Protection.ValidateIdentityModelToken.Descriptor.Order - 500)
            .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        // Only a client assertion is validated against this type; its key is the client's own, so no other token can pass for one.
        if (context.TokenValidationParameters is { ValidTypes: { } types } rules
            && types.Contains(OpenIddictConstants.JsonWebTokenTypes.ClientAuthentication))
        {
            context.DisableAudienceValidation = true;
            context.DisableLifetimeValidation = true;
            // The validator's answer is what OpenIddict goes on with: alone, JWT would mean an identity token to it.
            rules.TypeValidator = (type, _, _) => type switch
            {
                OpenIddictConstants.JsonWebTokenTypes.GenericJsonWebToken => OpenIddictConstants.JsonWebTokenTypes.ClientAuthentication,
                _ when types.Contains(type) => type,
                _ => throw new SecurityTokenInvalidTypeException("An assertion has the type JWT.") { InvalidType = type },
            };
        }

        return ValueTask.CompletedTask;
    }
}
