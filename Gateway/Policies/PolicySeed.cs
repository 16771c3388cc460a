using System.Text;

namespace Gateway.Policies;

/// <summary>The policy that the configuration names, or that ships: the only one, or the first version where the store has none.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Json">Its document.</param>
/// <param name="IsOnly">It is the only one.</param>
internal sealed record PolicySeed(OrganisationPolicy Policy, string Json, bool IsOnly)
{
    private const string NotForAPeriod = "A policy from a file is in force as long as no other is: effective is for versions that are activated over /admin/policies.";

    /// <exception cref="InvalidOperationException">The file holds no policy; every reason is in the message.</exception>
    public static PolicySeed From(PoliciesOptions options)
    {
        if (options.File is not { } file)
        {
            // What ships was tested: reading it once more against its schema would only make the start slower.
            return new PolicySeed(OrganisationPolicy.Of(PolicyDocument.Default()), Encoding.UTF8.GetString(PolicyDocument.DefaultJson()), options.FileOnly);
        }

        var json = File.ReadAllBytes(file);
        var policy = PolicyDocument.Read(json, out var faults);
        if (policy is { Effective: var effective } && effective != EffectivePeriod.Open)
        {
            faults = [new PolicyFault(PolicyFault.Step(PolicyMembers.Effective), NotForAPeriod)];
        }

        return policy is not null && faults.IsEmpty
            ? new PolicySeed(policy, Encoding.UTF8.GetString(json), options.FileOnly)
            : throw new InvalidOperationException($"The policy file {file} cannot be used. {string.Join(' ', faults)}");
    }
}
