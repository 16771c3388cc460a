using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>What else to answer beside the matches: what they point to, or (reverse) what points to them.</summary>
/// <param name="SourceType">The type that points; null for each.</param>
/// <param name="Parameter">By which parameter it points; null for each.</param>
/// <param name="TargetType">The type it points to; null for each.</param>
/// <param name="IsReverse">From the target to the source.</param>
/// <param name="Iterates">Also from what was included.</param>
internal sealed record IncludeRule(string? SourceType, SearchDefinition? Parameter, string? TargetType, bool IsReverse, bool Iterates)
{
    /// <summary>Where each match comes from: not a rule to follow among what is stored, but a question to the audit trail.</summary>
    public const string OfProvenance = "Provenance:target";

    /// <summary>The parameters it follows from or to a type.</summary>
    public IEnumerable<SearchDefinition> Parameters => Parameter is not null
        ? [Parameter]
        : SearchParameters.Types.Where(type => SourceType is null || type == SourceType).SelectMany(SearchParameters.Of).Where(LeadsHere);

    /// <summary>Whether resources that are kept here can be at the other end.</summary>
    public static bool LeadsHere(SearchDefinition definition) =>
        definition.Kind is SearchParamType.Reference && !definition.IsCanonical && definition.OnlyTarget is null
        && SearchParameters.Types.Contains(definition.Type) && definition.Targets.Any(target => SearchParameters.Types.Contains(target));

    /// <summary>Parses <c>*</c>, <c>Type:*</c>, <c>Type:parameter</c> and <c>Type:parameter:Target</c>; null for what leads nowhere here.</summary>
    public static IncludeRule? Parse(string type, string value, bool isReverse, bool iterates)
    {
        var parts = value.Split(':');
        if (parts is ["*"])
        {
            return new IncludeRule(isReverse ? null : type, null, isReverse ? type : null, isReverse, iterates);
        }

        var target = parts is [_, _, { Length: > 0 } named] ? named : null;
        if (parts.Length is < 2 or > 3 || (parts.Length == 3 && target is null) || !SearchParameters.Types.Contains(parts[0])
            || (target is not null && !SearchParameters.Types.Contains(target)))
        {
            return null;
        }

        if (parts[1] == "*")
        {
            return new IncludeRule(parts[0], null, target, isReverse, iterates);
        }

        return SearchParameters.Find(parts[0], parts[1]) is { } definition && LeadsHere(definition) && (target is null || definition.Targets.Contains(target))
            ? new IncludeRule(parts[0], definition, target, isReverse, iterates)
            : null;
    }
}
