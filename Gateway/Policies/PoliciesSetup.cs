using Gateway.Policies.Versions;
using Microsoft.Extensions.Options;

namespace Gateway.Policies;

/// <summary>The door of policies. A bad file stops the start and says everything that is wrong with it.</summary>
internal static class PoliciesSetup
{
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<PoliciesOptions>, PoliciesOptionsValidator>();
        services.AddOptions<PoliciesOptions>().BindConfiguration(PoliciesOptions.Section).ValidateOnStart();
        // Now, and not on the first message: a gateway without a policy must not start.
        services.AddSingleton(PolicySeed.From(builder.Configuration.GetSection(PoliciesOptions.Section).Get<PoliciesOptions>() ?? new PoliciesOptions()));
        services.AddHttpContextAccessor();
        services.AddSingleton<PolicyInForce>();
        services.AddSingleton<PolicyVersionsReader>();
        services.AddSingleton<PolicyReload>();
        services.AddHostedService(provider => provider.GetRequiredService<PolicyReload>());
        services.AddSingleton<PolicyVersions>();
        return builder;
    }

    /// <summary>Lets each request see one policy, from its first decision to its last.</summary>
    public static IApplicationBuilder UseOnePolicyPerRequest(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Features.Set(new PinnedPolicy());
        return next(context);
    });
}
