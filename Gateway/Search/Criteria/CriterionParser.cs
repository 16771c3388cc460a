using System.Collections.Immutable;
using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>Reads one search parameter, with its modifier, chain and values, as a condition on a type.</summary>
internal sealed class CriterionParser(ImmutableArray<string> knownBases, DateTimeOffset now)
{
    private const string ReversePrefix = "_has:";
    private const int DeepestChain = 5;

    public ParsedCriterion Parse(string type, string name, string value) => Parse(type, name, value, DeepestChain);

    private ParsedCriterion Parse(string type, string name, string value, int depth)
    {
        var isLinked = name.StartsWith(ReversePrefix, StringComparison.Ordinal) || name.Contains('.', StringComparison.Ordinal);
        if (depth == 0 || (isLinked && SearchParameters.IsOfTrail(type)))
        {
            return ParsedCriterion.UnknownParameter(type, name);
        }

        if (name.StartsWith(ReversePrefix, StringComparison.Ordinal))
        {
            return ParseReverse(type, name, value, depth);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            return ParseChain(type, name, dot, value, depth);
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var definition = SearchParameters.Find(type, colon < 0 ? name : name[..colon]);
        return definition is null
            ? ParsedCriterion.UnknownParameter(type, name)
            : Parse(definition, name, colon < 0 ? null : name[(colon + 1)..], value);
    }

    private ParsedCriterion Parse(SearchDefinition definition, string name, string? modifier, string value)
    {
        if (SearchParameters.IsOfTrail(definition.Type) && !IsOfColumns(definition, modifier))
        {
            return ParsedCriterion.UnknownModifier(name);
        }

        if (modifier == "missing" && !definition.IsOfRow)
        {
            return value is "true" or "false"
                ? ParsedCriterion.Of(new Criterion.Presence(definition, value == "true"))
                : ParsedCriterion.WrongValue(name, "true or false");
        }

        var parts = SearchValue.Split(value, ',');
        if (!parts.TrueForAll(SearchValue.IsText))
        {
            return ParsedCriterion.WrongValue(name, "text that is not empty");
        }

        return definition.Kind switch
        {
            SearchParamType.Token when definition.Code == "_id" => Ids(name, modifier, parts),
            SearchParamType.Token => TokenCriteria.Parse(definition, name, modifier, parts),
            SearchParamType.Reference => ReferenceCriteria.Parse(definition, name, modifier, parts, knownBases),
            SearchParamType.Date => Dates(definition, name, modifier, parts),
            SearchParamType.String => TextCriteria.ParseString(definition, name, modifier, parts),
            _ => TextCriteria.ParseUri(definition, name, modifier, parts),
        };
    }

    // The audit trail has columns and no entries: it answers what compares them with a value.
    private static bool IsOfColumns(SearchDefinition definition, string? modifier) => modifier switch
    {
        "identifier" => definition.Code == "agent",
        "missing" or "text" or "in" or "of-type" or "below" or "above" => false,
        _ => true,
    };

    private static ParsedCriterion Ids(string name, string? modifier, List<string> parts) => modifier is null or "not"
        ? ParsedCriterion.Of(new Criterion.ById([.. parts.Select(SearchValue.Unescape)], modifier == "not"))
        : ParsedCriterion.UnknownModifier(name);

    private ParsedCriterion Dates(SearchDefinition definition, string name, string? modifier, List<string> parts)
    {
        if (modifier is not null)
        {
            return ParsedCriterion.UnknownModifier(name);
        }

        var values = ImmutableArray.CreateBuilder<DateValue>();
        foreach (var part in parts)
        {
            if (!DateValue.TryParse(part, now, out var date))
            {
                return ParsedCriterion.WrongValue(name, "a date, with a prefix such as 'ge' if need be");
            }

            values.Add(date);
        }

        return ParsedCriterion.Of(new Criterion.ByDate(definition, values.ToImmutable()));
    }

    // _has:Task:focus:status=requested
    private ParsedCriterion ParseReverse(string type, string name, string value, int depth)
    {
        if (name.Split(':', 4) is not [_, var source, var code, var rest] || SearchParameters.Find(source, code) is not { Kind: SearchParamType.Reference } reference)
        {
            return ParsedCriterion.UnknownParameter(type, name);
        }

        if (!CanPointTo(reference, type) || SearchParameters.IsOfTrail(source))
        {
            return ParsedCriterion.UnknownParameter(type, name);
        }

        var inner = Parse(source, rest, value, depth - 1);
        return inner.Criterion is { } condition
            ? ParsedCriterion.Of(new Criterion.PointedTo(source, reference.LiteralNumber, condition))
            : inner;
    }

    // part-of:Communication.sender=…
    private ParsedCriterion ParseChain(string type, string name, int dot, string value, int depth)
    {
        var (first, rest) = (name[..dot], name[(dot + 1)..]);
        var colon = first.IndexOf(':', StringComparison.Ordinal);
        var target = colon < 0 ? null : first[(colon + 1)..];
        if (SearchParameters.Find(type, colon < 0 ? first : first[..colon]) is not { Kind: SearchParamType.Reference } reference)
        {
            return ParsedCriterion.UnknownParameter(type, name);
        }

        if (target is not null && !ModelInfo.IsKnownResource(target))
        {
            return ParsedCriterion.UnknownModifier(name);
        }

        var kept = SearchParameters.Types.Where(kept => (target is null || kept == target) && CanPointTo(reference, kept)).ToArray();
        if (kept.Length == 0)
        {
            return ParsedCriterion.Elsewhere(name);
        }

        var chains = kept.Select(kept => (Type: kept, Inner: Parse(kept, rest, value, depth - 1))).ToArray();
        var understood = chains.Where(chain => chain.Inner.Criterion is not null)
            .Select(chain => (Criterion)new Criterion.Chained(reference.LiteralNumber, chain.Type, chain.Inner.Criterion!))
            .ToImmutableArray();
        return understood switch
        {
            [] => chains[0].Inner,
            [var only] => ParsedCriterion.Of(only),
            _ => ParsedCriterion.Of(new Criterion.AnyOf(understood)),
        };
    }

    // Canonicals name a definition by its url, which is no way to a row.
    private static bool CanPointTo(SearchDefinition reference, string type) =>
        !reference.IsCanonical && reference.Targets.Contains(type) && (reference.OnlyTarget is null || reference.OnlyTarget == type);
}
