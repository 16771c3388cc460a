using Gateway.Access;
using Microsoft.AspNetCore.Authorization;

namespace Gateway.DeadLetters;

/// <summary>Who may mend deliveries: whoever's token says just that. No wildcard, and no other duty, stands for it.</summary>
internal static class DeadLetterRule
{
    public const string Scope = Caller.DelivererScope;

    private const string Policy = "deliverers";

    public static void Add(IServiceCollection services) => services.AddOptions<AuthorizationOptions>().PostConfigure(authorization =>
        authorization.AddPolicy(Policy, new AuthorizationPolicyBuilder(authorization.DefaultPolicy)
            .RequireAssertion(context => context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(Scope)))
            .Build()));

    public static TBuilder ForDeliverers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policy);
}
