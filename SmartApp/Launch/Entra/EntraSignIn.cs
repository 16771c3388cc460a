using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SmartApp.Ehrs;
using SmartApp.Pages;

namespace SmartApp.Launch.Entra;

/// <summary>What becomes of a sign-in at Entra ID: a launch like any other, with a cookie of its own, or a page that says what to do. No session of the host comes of it.</summary>
internal sealed class EntraSignIn(
    EntraTokens tokens, EntraGate gate, LaunchStore launches, CurrentLaunch current, IOptions<EntraOptions> options, ILogger<EntraSignIn> log)
{
    private const string Kind = "kind";

    /// <summary>What is sent along to Entra ID and comes back, protected: as what somebody wants to come.</summary>
    public static AuthenticationProperties As(string kind) => new() { Items = { [Kind] = kind }, RedirectUri = "/" };

    /// <summary>
    /// The account is of the tenant, the token of the kind that says so, and of this sign-in. The handler leaves the nonce to whoever redeems the code, and the library that does so leaves it out.
    /// </summary>
    public static void Judge(TokenValidatedContext context, EntraOptions entra)
    {
        var said = context.SecurityToken.Claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        if (!said["tid"].SequenceEqual([entra.TenantId]) || !said["iss"].SequenceEqual([entra.Issuer]) || !said["ver"].SequenceEqual(["2.0"]) || said["oid"].Count() != 1)
        {
            context.Fail(new SecurityTokenInvalidIssuerException("The token is not of this tenant."));
        }
        else if (context.Nonce is not { Length: > 0 } nonce || !said["nonce"].SequenceEqual([nonce]))
        {
            context.Fail(new OpenIdConnectProtocolInvalidNonceException("The token is of another sign-in."));
        }
    }

    public async Task ComeInAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        if (context.Principal is not { } account || context.Properties?.GetString(Kind) is not { } kind)
        {
            await AnswerAsync(context.HttpContext, EntraFault.Of(null));
            return;
        }

        if (await TokenAsync(context.HttpContext, account) is not { } grant)
        {
            return;
        }

        var cancel = context.HttpContext.RequestAborted;
        var state = new LaunchState
        {
            Ehr = EntraOptions.Id,
            Registration = $"{EntraOptions.Id}/{kind}",
            // Nobody whom an EHR knows: the account, by the only name of it that never changes.
            User = $"account/{account.GetObjectId()}",
            Scope = grant.Scope,
            AccessToken = grant.AccessToken,
            AccessTokenEnds = grant.Ends,
            Entra = grant.Account,
        };
        var (handle, secret) = await launches.BeginAsync(state, cancel);
        current.Set(handle, state, options.Value.Server);
        if (await gate.RefusalAsync(state, cancel) is { } fault)
        {
            await launches.EndAsync(handle, cancel);
            await AnswerAsync(context.HttpContext, fault);
            return;
        }

        LaunchCookie.Set(context.HttpContext, handle, secret);
        context.Response.Redirect($"/l/{handle}/");
    }

    public Task RefuseAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        return AnswerAsync(context.HttpContext, EntraFault.Of(context.Failure));
    }

    private async Task<EntraGrant?> TokenAsync(HttpContext context, ClaimsPrincipal account)
    {
        try
        {
            return await tokens.TakeAsync(account, context.RequestAborted);
        }
        catch (Exception refused) when (refused is MsalException or MicrosoftIdentityWebChallengeUserException or HttpRequestException)
        {
            await AnswerAsync(context, EntraFault.Of(refused));
            return null;
        }
    }

    private Task AnswerAsync(HttpContext context, EntraFault fault)
    {
        log.SignInFailed(fault.Code);
        context.Response.Headers.CacheControl = "no-store";
        return Problem.Page(fault.Status, fault.Sentence).ExecuteAsync(context);
    }
}
