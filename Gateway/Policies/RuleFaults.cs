using System.Text.Json;
using Gateway.Evisits;
using Gateway.Guidance;
using Gateway.Rotas;
using Gateway.Routing;
using Gateway.Triage;

namespace Gateway.Policies;

/// <summary>What is wrong with rules that are well formed: what several members say together. A new section adds its own here.</summary>
internal static class RuleFaults
{
    public static IEnumerable<PolicyFault> Of(GatewayPolicy policy) =>
    [
        .. OfSubjects(policy),
        .. OfProxies(policy),
        .. OfRouting(policy),
        .. RoutingFaults.Of(policy.Routing).Select(fault => new PolicyFault(fault.Pointer, fault.Sentence)),
        .. OnCallFaults.In(policy.OnCall).Select(fault => new PolicyFault(fault.Pointer, fault.Sentence)),
        .. EvisitFaults.In(policy.Evisits).Select(fault => new PolicyFault(fault.Pointer, fault.Sentence)),
        .. AdviceFaults.In(policy.Advice).Select(fault => new PolicyFault(fault.Pointer, fault.Sentence)),
    ];

    private static IEnumerable<PolicyFault> OfSubjects(GatewayPolicy policy) => policy.Subjects.ByVerdict
        .Where(verdict => !verdict.Rule.IsSensible)
        .Select(verdict => new PolicyFault(
            $"/subjects/{verdict.Name}", "What is strong must not be treated more lightly than what is weak (attest, ask, hold, in this order)."));

    private static IEnumerable<PolicyFault> OfProxies(GatewayPolicy policy) => policy.Proxies.Adolescents is { } ages && (ages.FromAge < 0 || ages.ToAge < ages.FromAge)
        ? [new PolicyFault("/proxies/adolescents", "fromAge must not be negative, nor above toAge.")]
        : [];

    private static IEnumerable<PolicyFault> OfRouting(GatewayPolicy policy)
    {
        var routing = policy.Routing;
        foreach (var intent in Enum.GetValues<Intent>().Where(intent => !routing.ByIntent.ContainsKey(intent)))
        {
            yield return new PolicyFault($"/routing/byIntent/{JsonNamingPolicy.CamelCase.ConvertName(intent.ToString())}", "This intent has no pool.");
        }

        if (!routing.Declines.IsEmpty && routing.WhenDeclined is null)
        {
            yield return new PolicyFault("/routing/declines", "Say in whenDeclined who takes what is declined.");
        }

        foreach (var (member, pool) in routing.WhoTakeAnything)
        {
            if (routing.Declines.TryGetValue(pool, out var declined) && !declined.IsEmpty)
            {
                yield return new PolicyFault($"/routing/declines{PolicyFault.Step(pool.ToString())}", $"This is {member}: it can decline nothing.");
            }
        }
    }
}
