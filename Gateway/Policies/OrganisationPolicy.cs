using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Policies;

/// <summary>A whole policy, ready to decide by: the organisation's rules and what departments and practitioners laid over them. Immutable, and whole before anybody sees it.</summary>
/// <param name="Organisation">What holds where nothing else does.</param>
/// <param name="Effective">When, as the document says it.</param>
/// <param name="Departments">The rules for messages to a department.</param>
/// <param name="Practitioners">The rules for messages to a practitioner.</param>
internal sealed record OrganisationPolicy(
    GatewayPolicy Organisation,
    EffectivePeriod Effective,
    FrozenDictionary<ResourceKey, GatewayPolicy> Departments,
    FrozenDictionary<ResourceKey, GatewayPolicy> Practitioners)
{
    /// <summary>The organisation's rules alone.</summary>
    public static OrganisationPolicy Of(GatewayPolicy organisation) => new(
        organisation, EffectivePeriod.Open, FrozenDictionary<ResourceKey, GatewayPolicy>.Empty, FrozenDictionary<ResourceKey, GatewayPolicy>.Empty);

    /// <summary>
    /// The rules for a message to these recipients: those of the first practitioner among them who has some, else of the first department, else
    /// the organisation's. The order is the message's own: its sender names first whom it is for.
    /// </summary>
    public GatewayPolicy For(IEnumerable<ResourceKey> recipients)
    {
        GatewayPolicy? department = null;
        foreach (var recipient in recipients)
        {
            if (Practitioners.TryGetValue(recipient, out var practitioner))
            {
                return practitioner;
            }

            department ??= Departments.GetValueOrDefault(recipient);
        }

        return department ?? Organisation;
    }

    /// <summary>All pools that some message can go to.</summary>
    public ImmutableArray<ResourceKey> Pools =>
        [.. Departments.Values.Concat(Practitioners.Values).Prepend(Organisation).SelectMany(policy => policy.Routing.Everywhere).Distinct()];

    /// <summary>Some message can go to it.</summary>
    public bool HasPool(ResourceKey key) =>
        Departments.Values.Concat(Practitioners.Values).Prepend(Organisation).Any(policy => policy.Routing.Knows(key));
}
