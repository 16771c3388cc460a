namespace Gateway.Policies;

/// <summary>Where the policy comes from.</summary>
internal sealed class PoliciesOptions
{
    public const string Section = "Policy";

    /// <summary>A policy file; the one that ships with the product when absent.</summary>
    public string? File { get; set; }
}

/// <summary>Loads the policy at start; a bad one stops the start and says everything that is wrong with it.</summary>
internal static class PoliciesSetup
{
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        // Now, and not on the first message: a gateway without a policy must not start.
        builder.Services.AddSingleton(Load(builder.Configuration.GetSection(PoliciesOptions.Section).Get<PoliciesOptions>() ?? new PoliciesOptions()));
        return builder;
    }

    private static GatewayPolicy Load(PoliciesOptions options)
    {
        if (options.File is not { } file)
        {
            return PolicyDocument.Default();
        }

        return PolicyDocument.Read(File.ReadAllBytes(file), out var faults)
            ?? throw new InvalidOperationException($"The policy file {file} cannot be used. {string.Join(' ', faults)}");
    }
}
