using System.Globalization;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Access;

/// <summary>What makes a bearer token valid here, and how a bad one is answered.</summary>
internal static class TokenRules
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);
    private static readonly object IssuerAway = new();

    public static void Apply(JwtBearerOptions bearer, IssuerOptions issuer, string audience, ValidatedTokens validated)
    {
        bearer.MetadataAddress = issuer.MetadataAddress ?? $"{issuer.Issuer.TrimEnd('/')}/.well-known/openid-configuration";
        bearer.RequireHttpsMetadata = issuer.RequireHttpsMetadata;
        bearer.MapInboundClaims = false;
        // What exactly is wrong with a token helps only whoever forged it.
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = audience,
            ValidTypes = ["at+jwt", "application/at+jwt", "JWT"],
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "ES256", "ES384"],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => Recognise(context, validated),
            OnTokenValidated = context => Remember(context, validated),
            OnAuthenticationFailed = NoticeIssuerAwayAsync,
            OnChallenge = AnswerIssuerAwayAsync,
        };
    }

    // An app sends the same token with each of its requests; its signature need not be checked each time.
    private static Task Recognise(MessageReceivedContext context, ValidatedTokens validated)
    {
        const string Bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && validated.Find(context.Scheme.Name, header.AsSpan(Bearer.Length).Trim()) is { } principal)
        {
            context.Principal = principal;
            context.Success();
        }

        return Task.CompletedTask;
    }

    private static Task Remember(TokenValidatedContext context, ValidatedTokens validated)
    {
        if (context is { Principal: { } principal, SecurityToken: JsonWebToken token })
        {
            validated.Keep(context.Scheme.Name, token.EncodedToken, principal, token.ValidTo);
        }

        return Task.CompletedTask;
    }

    // Keys are cached; only a gateway that has never reached the issuer cannot judge a token. That is our trouble, not the caller's.
    private static async Task NoticeIssuerAwayAsync(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is not { } keys)
        {
            return;
        }

        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            context.HttpContext.Items[IssuerAway] = true;
            context.NoResult();
        }
    }

    private static Task AnswerIssuerAwayAsync(JwtBearerChallengeContext context)
    {
        if (!context.HttpContext.Items.ContainsKey(IssuerAway))
        {
            return Task.CompletedTask;
        }

        context.HandleResponse();
        context.Response.Headers.RetryAfter = ((int)TryAgainIn.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ErrorResponses.WriteAsync(
            context.HttpContext,
            StatusCodes.Status503ServiceUnavailable,
            [new Issue(OperationOutcome.IssueType.Transient, "The sign-in server does not answer, so your token cannot be checked. Try again shortly.")]);
    }
}
