using Gateway.Audit;
using Gateway.SignIn.Clients;
using Gateway.Storage;

namespace Gateway.SignIn.Systems;

/// <summary>A system signs in with a key of its own (SMART Backend Services): who is it, was this said before, what may it ask for.</summary>
internal sealed class SystemSignIn(
    AssertionJudge judge, UsedAssertions used, GatewayKeys keys, AccessTokens tokens, AuditTrail trail, ILogger<SystemSignIn> logger)
{
    public async Task<TokenOutcome> SignInAsync(TokenRequest request, HttpContext context)
    {
        if (!keys.CanSign)
        {
            return new TokenOutcome.Refused("unsupported_grant_type");
        }

        switch (await judge.JudgeAsync(request, context.RequestAborted))
        {
            case AssertionVerdict.Trusted(var client, var jti, var end):
                return await used.ClaimAsync(client.Id, jti, end, context.RequestAborted) switch
                {
                    CommitResult.Committed => await GrantAsync(client, request["scope"], context),
                    CommitResult.Duplicate => await RefuseAsync("replayed", client.Id, context),
                    _ => new TokenOutcome.Unavailable(),
                };
            case AssertionVerdict.Doubted(var reason, var client):
                return await RefuseAsync(reason, client, context);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // No token before it is recorded who got one.
    private async Task<TokenOutcome> GrantAsync(Client client, string? asked, HttpContext context)
    {
        const string NoScopeLeft = "invalid_scope";
        var scope = ScopeGrantPolicy.Grant(asked ?? string.Empty, client.Scopes);
        if (!await trail.LoginAsync(client.Id, scope.Length == 0 ? NoScopeLeft : null, context))
        {
            return new TokenOutcome.Unavailable();
        }

        if (scope.Length == 0)
        {
            logger.NoScopeLeft(client.Id);
            return new TokenOutcome.Refused(NoScopeLeft);
        }

        logger.SystemSignedIn(client.Id);
        return tokens.Grant(client.Id, scope);
    }

    // The reason is for the log and the trail alone.
    private async Task<TokenOutcome> RefuseAsync(string reason, string? client, HttpContext context)
    {
        logger.SystemRefused(reason);
        return client is null || await trail.LoginAsync(client, reason, context) ? new TokenOutcome.NotAuthenticated() : new TokenOutcome.Unavailable();
    }
}
