using System.Collections.Immutable;
using Gateway.References;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>Reads the values of reference parameters: <c>id</c>, <c>Type/id</c>, an address, a canonical; and what the modifiers make of them.</summary>
internal static class ReferenceCriteria
{
    private const int MostGuessedTypes = 12;

    public static ParsedCriterion Parse(
        SearchDefinition definition, string name, string? modifier, List<string> parts, ImmutableArray<string> knownBases)
    {
        if (modifier == "identifier")
        {
            return TokenCriteria.Codes(definition, definition.LiteralNumber, name, parts, isNegated: false);
        }

        var isBelow = modifier == "below" && definition.IsThreaded;
        var type = isBelow ? null : modifier;
        if (type is not null && !ModelInfo.IsKnownResource(type))
        {
            return ParsedCriterion.UnknownModifier(name);
        }

        var targets = ImmutableArray.CreateBuilder<string>();
        foreach (var part in parts)
        {
            if (TargetsOf(definition, type, SearchValue.Unescape(part), knownBases) is not { } found)
            {
                return ParsedCriterion.WrongValue(name, "a reference, such as Type/id");
            }

            targets.AddRange(found.Where(target => definition.OnlyTarget is null || ReferenceForm.PointsTo(new ResourceReference(target), definition.OnlyTarget)));
        }

        return ParsedCriterion.Of((targets.Count, isBelow) switch
        {
            (0, _) => new Criterion.Never(),
            (_, true) => new Criterion.Below(definition, [.. targets.Distinct()]),
            _ => Of([definition], [.. targets.Distinct()]),
        });
    }

    /// <summary>Points to one of the targets by one of the parameters.</summary>
    public static Criterion Of(IEnumerable<SearchDefinition> definitions, IReadOnlyCollection<string> targets) => new Criterion.ByReference(
        [.. definitions.Select(definition => definition.LiteralNumber).Distinct()],
        [.. targets],
        targets.Max(Selectivity.OfTarget));

    private static IEnumerable<string>? TargetsOf(SearchDefinition definition, string? type, string value, ImmutableArray<string> knownBases)
    {
        if (FhirId.IsValid(value))
        {
            return type is null ? Guessed(definition, value) : [$"{type}/{value}"];
        }

        if (ReferenceForm.Of(value, knownBases) is not { } target || value.Any(char.IsWhiteSpace))
        {
            return null;
        }

        if (ResourceKey.TryParse(target, out var key))
        {
            return !ModelInfo.IsKnownResource(key.Type) ? null : type is null || key.Type == type ? [target] : [];
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var address) && !address.IsFile ? [target] : null;
    }

    // An id alone leaves the type to guess; where a reference may lead anywhere, that is no question.
    private static IEnumerable<string>? Guessed(SearchDefinition definition, string id)
    {
        if (definition.OnlyTarget is { } only)
        {
            return [$"{only}/{id}"];
        }

        return definition.Targets.Length is > 0 and <= MostGuessedTypes ? definition.Targets.Select(target => $"{target}/{id}") : null;
    }
}
