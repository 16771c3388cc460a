using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.References;

namespace Gateway.Policies;

/// <summary>Lays the parts of departments and practitioners over the organisation's rules, and judges what comes out as a whole.</summary>
internal sealed class OverrideReader(JsonObject organisation, ImmutableArray<PolicyFault> known, ImmutableArray<PolicyFault>.Builder faults)
{
    private const string Merged = "Laid over the rules it changes:";

    private readonly Dictionary<string, JsonNode> departments = new(StringComparer.Ordinal);

    /// <summary>The rules of each; departments are read before practitioners, whose parts may be laid over theirs.</summary>
    public FrozenDictionary<ResourceKey, GatewayPolicy> Read(JsonObject? parts, OverrideLevel level)
    {
        var read = new Dictionary<ResourceKey, GatewayPolicy>();
        foreach (var (name, part) in parts ?? [])
        {
            var pointer = PolicyFault.Step(level switch
            {
                OverrideLevel.Department => PolicyMembers.Departments,
                OverrideLevel.Practitioner => PolicyMembers.Practitioners,
            }) + PolicyFault.Step(name);
            if (part is JsonObject members && ResourceKey.TryParse(name, out var key) && !IsFaulty(pointer) && Merge(members, name, level, pointer) is { } policy)
            {
                read[key] = policy with { Override = new PolicyOverride(level, key) };
            }
        }

        return read.ToFrozenDictionary();
    }

    private bool IsFaulty(string pointer) => faults.Any(fault => fault.Pointer == pointer || fault.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal));

    private GatewayPolicy? Merge(JsonObject part, string name, OverrideLevel level, string pointer)
    {
        JsonNode under = organisation;
        var patch = part.DeepClone().AsObject();
        if (level == OverrideLevel.Practitioner && patch[PolicyMembers.Department] is { } department)
        {
            patch.Remove(PolicyMembers.Department);
            if (!departments.TryGetValue(department.GetValue<string>(), out under!))
            {
                faults.Add(new PolicyFault(pointer + PolicyFault.Step(PolicyMembers.Department), "There is no such department among departments, or it has faults."));
                return null;
            }
        }

        var merged = MergePatch.Apply(under, patch)!;
        var found = PolicySchema.FaultsOf(merged).ToBuilder();
        if (found.Count == 0 && PolicyDocument.TryRead(merged, string.Empty, found, out GatewayPolicy? policy))
        {
            // What is wrong with the organisation's rules themselves is told once, and there.
            found.AddRange(RuleFaults.Of(policy!).Except(known));
            if (found.Count == 0)
            {
                if (level == OverrideLevel.Department)
                {
                    departments[name] = merged;
                }

                return policy;
            }
        }

        faults.AddRange(found.Select(fault => fault.Within(pointer, Merged)));
        return null;
    }
}
