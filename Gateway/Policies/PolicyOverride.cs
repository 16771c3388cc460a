using Gateway.References;
using Gateway.Resources;

namespace Gateway.Policies;

/// <summary>The part of a policy that was laid over the organisation's rules for a message.</summary>
/// <param name="Level">Whose it is.</param>
/// <param name="Key">The department or practitioner.</param>
internal sealed record PolicyOverride(OverrideLevel Level, ResourceKey Key)
{
    /// <summary>What decisions cite, with the recipient that made it apply.</summary>
    public RuleHit Cited => new(
        Level switch
        {
            OverrideLevel.Department => "policy.department",
            OverrideLevel.Practitioner => "policy.practitioner",
        },
        $"Communication.recipient.where(reference.endsWith('{Key}'))");
}

/// <summary>Whose rules are laid over the organisation's.</summary>
internal enum OverrideLevel
{
    Department,
    Practitioner,
}
