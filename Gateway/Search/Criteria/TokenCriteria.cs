using System.Collections.Immutable;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;

namespace Gateway.Search.Criteria;

/// <summary>Reads the values of token parameters: <c>code</c>, <c>system|code</c>, <c>|code</c>, <c>system|</c>, and what the modifiers make of them.</summary>
internal static class TokenCriteria
{
    public static ParsedCriterion Parse(SearchDefinition definition, string name, string? modifier, List<string> parts) => modifier switch
    {
        null or "not" => Codes(definition, definition.Number, name, parts, modifier == "not"),
        "text" => ParsedCriterion.Of(TextCriteria.Of(definition.Number, TextMatch.StartsWith, parts)),
        "of-type" => Typed(definition, name, parts),
        "in" => In(definition, name, parts),
        _ => ParsedCriterion.UnknownModifier(name),
    };

    /// <summary>Codes under a number; also identifiers of references, which are stored as tokens.</summary>
    public static ParsedCriterion Codes(SearchDefinition definition, int number, string name, List<string> parts, bool isNegated)
    {
        var values = new List<TokenValue>();
        foreach (var part in parts)
        {
            if (!TryParse(part, out var value))
            {
                return ParsedCriterion.WrongValue(name, "a code, or a system and a code with | between them");
            }

            values.Add(value);
        }

        return Of(definition, number, values, isNegated);
    }

    private static ParsedCriterion Of(SearchDefinition definition, int number, IEnumerable<TokenValue> values, bool isNegated)
    {
        var stored = values.SelectMany(value => Stored(definition, value))
            .Select(value => new TokenValue(value.System is null ? null : TextForm.Cut(value.System), value.Code is null ? null : TextForm.Cut(value.Code)))
            .Distinct()
            .ToImmutableArray();
        return ParsedCriterion.Of(stored.IsEmpty && !isNegated
            ? new Criterion.Never()
            : new Criterion.ByToken(number, stored, isNegated, Selectivity.Of(definition)));
    }

    // An element of type code leaves its system unsaid, and so do its entries.
    private static IEnumerable<TokenValue> Stored(SearchDefinition definition, TokenValue value)
    {
        if (definition.ImpliedSystems is not { } systems)
        {
            return [value];
        }

        if (value.Code is null)
        {
            return systems.Where(implied => implied.Value == value.System).Select(implied => new TokenValue(string.Empty, implied.Key));
        }

        var system = systems.GetValueOrDefault(value.Code, string.Empty);
        return value.System is null || value.System == system ? [new TokenValue(string.Empty, value.Code)] : [];
    }

    private static bool TryParse(string part, out TokenValue value)
    {
        var bar = SearchValue.Split(part, '|');
        value = bar switch
        {
            [var code] => new TokenValue(null, SearchValue.Unescape(code)),
            [var system, ""] => new TokenValue(SearchValue.Unescape(system), null),
            [var system, var code] => new TokenValue(SearchValue.Unescape(system), SearchValue.Unescape(code)),
            _ => default,
        };
        return bar.Count <= 2 && !(value.System is { Length: 0 } && value.Code is null);
    }

    // :of-type=system|code|value
    private static ParsedCriterion Typed(SearchDefinition definition, string name, List<string> parts)
    {
        var values = new List<TokenValue>();
        foreach (var part in parts)
        {
            if (SearchValue.Split(part, '|') is not [var system, { Length: > 0 } code, { Length: > 0 } identifier])
            {
                return ParsedCriterion.WrongValue(name, "the type's system, the type's code and the identifier, with | between them");
            }

            values.Add(new TokenValue(SearchValue.Unescape(system), $"{SearchValue.Unescape(code)}|{SearchValue.Unescape(identifier)}"));
        }

        return Of(definition, definition.TypedNumber, values, isNegated: false);
    }

    private static ParsedCriterion In(SearchDefinition definition, string name, List<string> parts)
    {
        var values = new List<TokenValue>();
        foreach (var part in parts)
        {
            if (ValueSetCodes.Of(SearchValue.Unescape(part)) is not { } codes)
            {
                return ParsedCriterion.WrongValue(name, "the address of a value set that this server publishes");
            }

            values.AddRange(codes);
        }

        return Of(definition, definition.Number, values, isNegated: false);
    }
}
