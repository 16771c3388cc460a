using Gateway.SignIn.Clients;
using Gateway.Storage;

namespace Gateway.SignIn.Systems;

/// <summary>A system signs in with a key of its own (SMART Backend Services): who is it, was this said before, what may it ask for.</summary>
internal sealed class SystemSignIn(AssertionJudge judge, UsedAssertions used, GatewayKeys keys, AccessTokens tokens, ILogger<SystemSignIn> logger)
{
    public async Task<TokenOutcome> SignInAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (!keys.CanSign)
        {
            return new TokenOutcome.Refused("unsupported_grant_type");
        }

        switch (await judge.JudgeAsync(request, cancellationToken))
        {
            case AssertionVerdict.Trusted(var client, var jti, var end):
                return await used.ClaimAsync(client.Id, jti, end, cancellationToken) switch
                {
                    CommitResult.Committed => Grant(client, request["scope"]),
                    CommitResult.Duplicate => Refuse("replayed"),
                    _ => new TokenOutcome.Unavailable(),
                };
            case AssertionVerdict.Doubted(var reason):
                return Refuse(reason);
            default:
                return Refuse("unknown");
        }
    }

    private TokenOutcome Grant(Client client, string? asked)
    {
        var scope = ScopeGrantPolicy.Grant(asked ?? string.Empty, client.Scopes);
        if (scope.Length == 0)
        {
            logger.NoScopeLeft(client.Id);
            return new TokenOutcome.Refused("invalid_scope");
        }

        logger.SystemSignedIn(client.Id);
        return tokens.Grant(client.Id, scope);
    }

    // The reason is for the log alone.
    private TokenOutcome.NotAuthenticated Refuse(string reason)
    {
        logger.SystemRefused(reason);
        return new TokenOutcome.NotAuthenticated();
    }
}
