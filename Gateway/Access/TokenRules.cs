using Gateway.Access.Issuers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Access;

/// <summary>What makes a JWT a valid bearer token here.</summary>
internal static class TokenRules
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    // A signature by an unknown key makes the gateway ask for keys anew, and forged ones must not make it ask all the time.
    private static readonly TimeSpan KeysAtMostEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeysAtLeastEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeysWithin = TimeSpan.FromSeconds(10);

    public static void Apply(JwtBearerOptions bearer, IssuerOptions issuer, string audience, ValidatedTokens validated, TimeProvider clock)
    {
        bearer.MetadataAddress = issuer.MetadataAddress ?? $"{issuer.Issuer.TrimEnd('/')}/.well-known/openid-configuration";
        bearer.RequireHttpsMetadata = issuer.RequireHttpsMetadata;
        bearer.RefreshInterval = KeysAtMostEvery;
        bearer.AutomaticRefreshInterval = KeysAtLeastEvery;
        bearer.BackchannelTimeout = KeysWithin;
        bearer.MapInboundClaims = false;
        // What exactly is wrong with a token helps only whoever forged it.
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience ?? audience,
            ValidTypes = ["at+jwt", "application/at+jwt", "JWT"],
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "ES256", "ES384"],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => RecogniseAsync(context, validated, clock),
            OnTokenValidated = context => Remember(context, issuer, validated),
            OnChallenge = AnswerIssuerAwayAsync,
        };
    }

    /// <summary>A key that the issuer withdrew is worth nothing, however well known it was: it may have been stolen.</summary>
    public static void ForgetWithdrawnKeys(JwtBearerOptions bearer)
    {
        if (bearer.ConfigurationManager is BaseConfigurationManager keys)
        {
            keys.UseLastKnownGoodConfiguration = false;
        }
    }

    // An app sends the same token with each of its requests; its signature need not be checked each time.
    private static async Task RecogniseAsync(MessageReceivedContext context, ValidatedTokens validated, TimeProvider clock)
    {
        var token = BearerToken.Of(context.Request);
        if (token.IsEmpty)
        {
            context.NoResult();
        }
        else if (validated.Find(context.Scheme.Name, token) is { } principal)
        {
            context.Principal = principal;
            context.Success();
        }
        else if (!TokenShape.IsSound(token, clock.GetUtcNow()))
        {
            context.Fail("The token has no sound shape.");
        }
        else if (!await HasKeysAsync(context))
        {
            IssuerAway.Note(context.HttpContext);
            context.NoResult();
        }
    }

    // Keys are cached; only a gateway that has never reached the issuer cannot judge a token. That is our trouble, not the caller's.
    private static async Task<bool> HasKeysAsync(MessageReceivedContext context)
    {
        try
        {
            return context.Options.ConfigurationManager is { } keys && await keys.GetConfigurationAsync(context.HttpContext.RequestAborted) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Task Remember(TokenValidatedContext context, IssuerOptions issuer, ValidatedTokens validated)
    {
        if (context is not { Result: null, Principal: { } principal, SecurityToken: JsonWebToken token })
        {
            return Task.CompletedTask;
        }

        if (issuer.Kind == IssuerKind.EntraId)
        {
            if (EntraClaims.Map(principal.Claims, issuer) is not { } mapped)
            {
                context.Fail("The token is not of this tenant.");
                return Task.CompletedTask;
            }

            context.Principal = principal = mapped;
        }

        validated.Keep(context.Scheme.Name, token.EncodedToken, principal, token.ValidTo);
        return Task.CompletedTask;
    }

    private static Task AnswerIssuerAwayAsync(JwtBearerChallengeContext context)
    {
        if (!IssuerAway.IsNoted(context.HttpContext))
        {
            return Task.CompletedTask;
        }

        context.HandleResponse();
        return IssuerAway.AnswerAsync(context.HttpContext);
    }
}
