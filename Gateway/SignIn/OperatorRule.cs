using Microsoft.AspNetCore.Authorization;

namespace Gateway.SignIn;

/// <summary>Who may administer clients: whoever's token says so, and nobody by a wildcard.</summary>
internal static class OperatorRule
{
    public const string Scope = "gateway/operate";

    private const string Policy = "operators";

    /// <summary>Builds on what any caller needs, a valid token; that is known once access is added.</summary>
    public static void Add(IServiceCollection services) => services.AddOptions<AuthorizationOptions>().PostConfigure(authorization =>
        authorization.AddPolicy(Policy, new AuthorizationPolicyBuilder(authorization.DefaultPolicy)
            .RequireAssertion(context => context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(Scope)))
            .Build()));

    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policy);
}
