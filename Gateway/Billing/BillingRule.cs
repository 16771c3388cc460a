using Gateway.Access;
using Microsoft.AspNetCore.Authorization;

namespace Gateway.Billing;

/// <summary>
/// Who sees what may be billed: whoever's token says just that. No wildcard, and no other duty, stands for it; the duties that shut out all that
/// is clinical shut this out too.
/// </summary>
internal static class BillingRule
{
    public const string Scope = "gateway/bill";

    private const string Policy = "billers";

    public static void Add(IServiceCollection services) => services.AddOptions<AuthorizationOptions>().PostConfigure(authorization =>
        authorization.AddPolicy(Policy, new AuthorizationPolicyBuilder(authorization.DefaultPolicy)
            .RequireAssertion(context => IsBiller([.. context.User.FindAll("scope").SelectMany(claim => claim.Value.Split(' '))]))
            .Build()));

    public static TBuilder ForBillers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policy);

    private static bool IsBiller(HashSet<string> scopes) => scopes.Contains(Scope) && !scopes.Contains(Caller.OperatorScope) && !scopes.Contains(Caller.AuditorScope);
}
