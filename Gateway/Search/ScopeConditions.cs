using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Search.Criteria;
using Gateway.Search.Indexing;

namespace Gateway.Search;

/// <summary>What a granular scope's parameters mean: the simple forms of token, reference and uri parameters, for a query and for one resource alike.</summary>
internal static class ScopeConditions
{
    /// <summary>The conditions, all of which must hold; null when one of them is not evaluated here, and the scope must grant nothing.</summary>
    /// <param name="type">The type that is asked for; a scope for all types may be understood for some only.</param>
    /// <param name="asked">The scope's parameters.</param>
    /// <param name="knownBases">FHIR bases that are our own or the EHR's.</param>
    public static ImmutableArray<Criterion>? Of(string type, ScopeCriteria asked, ImmutableArray<string> knownBases)
    {
        // No date is among the simple forms, so that no clock matters.
        var parser = new CriterionParser(knownBases, DateTimeOffset.UnixEpoch);
        var criteria = ImmutableArray.CreateBuilder<Criterion>();
        foreach (var (name, value) in QueryText.Parse(asked.Query))
        {
            if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || parser.Parse(type, name, value).Criterion is not { } criterion || !IsSimple(criterion))
            {
                return null;
            }

            criteria.Add(criterion);
        }

        return criteria.Count == 0 ? null : criteria.DrainToImmutable();
    }

    /// <summary>Whether all hold for a resource that is found by these entries.</summary>
    public static bool Hold(ImmutableArray<Criterion> criteria, SearchEntries entries) => criteria.All(criterion => criterion switch
    {
        Criterion.ByToken token => entries.Tokens.Exists(entry => entry.Parameter == token.Parameter && token.Values.Any(value =>
            (value.Code is null || value.Code == entry.Code) && (value.System is null || value.System == entry.System))),
        Criterion.ByReference reference =>
            entries.References.Exists(entry => reference.Parameters.Contains(entry.Parameter) && reference.Values.Contains(entry.Target)),
        Criterion.ByText uri => entries.Texts.Exists(entry => entry.Parameter == uri.Parameter && entry.Exact.Length == 0 && uri.Values.Contains(entry.Folded)),
        _ => false,
    });

    private static bool IsSimple(Criterion criterion) => criterion switch
    {
        Criterion.ByToken token => !token.IsNegated,
        Criterion.ByReference => true,
        Criterion.ByText text => text.Match is TextMatch.Uri,
        _ => false,
    };
}
