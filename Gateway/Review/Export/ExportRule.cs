using Microsoft.AspNetCore.Authorization;

namespace Gateway.Review.Export;

/// <summary>Who may export decisions: whoever's token says just that. No wildcard, and no other duty, stands for it.</summary>
internal static class ExportRule
{
    public const string Scope = "gateway/export";

    private const string Policy = "exporters";

    public static void Add(IServiceCollection services) => services.AddOptions<AuthorizationOptions>().PostConfigure(authorization =>
        authorization.AddPolicy(Policy, new AuthorizationPolicyBuilder(authorization.DefaultPolicy)
            .RequireAssertion(context => context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(Scope)))
            .Build()));

    public static TBuilder ForExporters<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(Policy);
}
