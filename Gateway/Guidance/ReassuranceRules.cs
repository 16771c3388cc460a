using System.Collections.Immutable;

namespace Gateway.Guidance;

/// <summary>What is said to who fears to impose: policy data.</summary>
/// <param name="ByLanguage">A short kind sentence, by language as in BCP 47; none: nothing is said.</param>
internal sealed record ReassuranceRules(ImmutableDictionary<string, string> ByLanguage)
{
    public static ReassuranceRules None { get; } = new(ImmutableDictionary<string, string>.Empty);
}
