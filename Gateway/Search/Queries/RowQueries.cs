using System.Collections.Immutable;
using System.Linq.Expressions;
using Gateway.Access;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Search.Queries;

/// <summary>The rows for which conditions hold. All rows that a query touches come from <see cref="Visible"/>: what the caller may not see does not exist.</summary>
/// <param name="db">The store.</param>
/// <param name="rights">What the caller may see of a type.</param>
/// <param name="knownBases">FHIR bases that are our own or the EHR's.</param>
internal sealed class RowQueries(GatewayDb db, Func<string, ReadRights> rights, ImmutableArray<string> knownBases)
{
    public GatewayDb Db => db;

    /// <summary>What there is of a type for this caller.</summary>
    public IQueryable<StoredResource> Visible(string type) => db.Resources.AsNoTracking()
        .Where(row => row.ResourceType == type && !row.IsDeleted)
        .Where(Allowed(type, rights(type)));

    /// <summary>
    /// Whether a condition holds for a row. Near: asked row by row, by a seek into its entries wherever these are known to the
    /// last column; else as membership in what the condition finds, which is cheap when that is little.
    /// </summary>
    /// <remarks>
    /// "Skip none" changes no answer, but it keeps PostgreSQL from making one join of all: it underestimates how many entries a
    /// common code has, and would collect each of them for every page.
    /// </remarks>
    public Expression<Func<StoredResource, bool>> Holds(string type, Criterion criterion, bool isNear) => criterion switch
    {
        Criterion.ByToken { IsNegated: true, Values.IsEmpty: true } => row => true,
        Criterion.ByToken { IsNegated: true } token => Predicates.Not(HasToken(token, isNear)),
        Criterion.ByToken token => HasToken(token, isNear),
        Criterion.ByReference reference => PointsTo(reference, isNear),
        Criterion.ByText text => Among(EntryQueries.Texts(db, text).Select(entry => entry.Resource)),
        Criterion.ByDate { Parameter.IsOfRow: true } date => Predicates.Or(date.Values.Select(EntryQueries.Updated)),
        Criterion.ByDate date => HasDate(date),
        Criterion.ById { IsNegated: true } ids => row => !ids.Values.Contains(row.ResourceId),
        Criterion.ById ids => row => ids.Values.Contains(row.ResourceId),
        Criterion.Presence { IsMissing: true } presence => IsMissing(presence.Parameter),
        Criterion.Presence presence => Predicates.Not(IsMissing(presence.Parameter)),
        Criterion.Chained chain => PointsTo(chain),
        Criterion.PointedTo pointed => IsPointedTo(type, pointed, isNear),
        Criterion.Among among => row => among.Resources.Contains(row.Sequence),
        Criterion.AnyOf any => Predicates.Or(any.Alternatives.Select(alternative => Holds(type, alternative, isNear))),
        _ => row => false,
    };

    private Expression<Func<StoredResource, bool>> Allowed(string type, ReadRights allowed) => allowed.OfContent.IsEmpty
        ? allowed.Filter<StoredResource>()
        : Predicates.Or([allowed.Filter<StoredResource>(), .. allowed.OfContent.Select(narrowed => Allowed(type, narrowed))]);

    // What cannot be evaluated grants nothing, however lenient the search is.
    private Expression<Func<StoredResource, bool>> Allowed(string type, ReadRights.Narrowed narrowed) =>
        ScopeConditions.Of(type, narrowed.Only, knownBases) is { } criteria
            ? Predicates.And([narrowed.Rights.Filter<StoredResource>(), .. criteria.Select(criterion => Holds(type, criterion, isNear: true))])
            : row => false;

    private static Expression<Func<StoredResource, bool>> Among(IQueryable<long> resources) => row => resources.Contains(row.Sequence);

    private Expression<Func<StoredResource, bool>> HasToken(Criterion.ByToken criterion, bool isNear)
    {
        var entries = EntryQueries.Tokens(db, criterion);
        return isNear && criterion.IsComplete
            ? row => entries.Where(entry => entry.Occurred == row.Occurred && entry.Resource == row.Sequence)
                .OrderBy(entry => entry.Resource).Skip(EF.Parameter(0)).Any()
            : Among(entries.Select(entry => entry.Resource));
    }

    private Expression<Func<StoredResource, bool>> PointsTo(Criterion.ByReference criterion, bool isNear)
    {
        var entries = EntryQueries.References(db, criterion);
        return isNear
            ? row => entries.Where(entry => entry.Occurred == row.Occurred && entry.Resource == row.Sequence)
                .OrderBy(entry => entry.Resource).Skip(EF.Parameter(0)).Any()
            : Among(entries.Select(entry => entry.Resource));
    }

    private Expression<Func<StoredResource, bool>> HasDate(Criterion.ByDate criterion)
    {
        var entries = EntryQueries.Dates(db, criterion);
        if (!criterion.Parameter.IsMainDate)
        {
            return Among(entries.Select(entry => entry.Resource));
        }

        // The low end is the row's own date: a seek, whatever the date asked for.
        return row => entries.Where(entry => entry.Low == row.Occurred && entry.Resource == row.Sequence)
            .OrderBy(entry => entry.Resource).Skip(EF.Parameter(0)).Any();
    }

    private Expression<Func<StoredResource, bool>> IsMissing(SearchDefinition definition)
    {
        var (number, literals) = (definition.Number, definition.LiteralNumber);
        if (definition.IndexesAbsence)
        {
            return row => db.References
                .Where(entry => entry.Parameter == literals && entry.Target == EntryWriter.Absent && entry.Occurred == row.Occurred && entry.Resource == row.Sequence)
                .OrderBy(entry => entry.Resource).Skip(EF.Parameter(0)).Any();
        }

        var pointing = definition.OnlyTarget is { } only
            ? EntryQueries.PointingTo(db, literals, only).Union(EntryQueries.PointingElsewhere(db, literals, only))
            : db.References.Where(entry => entry.Parameter == literals);
        var tokens = db.Tokens.Where(entry => entry.Parameter == number);
        return definition.Kind switch
        {
            SearchParamType.Token => Predicates.Not(Among(tokens.Select(entry => entry.Resource))),
            SearchParamType.Reference => Predicates.Not(Among(pointing.Select(entry => entry.Resource))),
            SearchParamType.Date when definition.IsMainDate => row => !db.Dates.Any(entry =>
                entry.Parameter == number && entry.Low == row.Occurred && entry.Resource == row.Sequence),
            SearchParamType.Date => Predicates.Not(Among(db.Dates.Where(entry => entry.Parameter == number).Select(entry => entry.Resource))),
            _ => Predicates.Not(Among(db.Texts.Where(entry => entry.Parameter == number).Select(entry => entry.Resource))),
        };
    }

    private Expression<Func<StoredResource, bool>> PointsTo(Criterion.Chained chain)
    {
        var (parameter, prefix) = (chain.Parameter, $"{chain.TargetType}/");
        var targets = Visible(chain.TargetType).Where(Holds(chain.TargetType, chain.Inner, isNear: false)).Select(row => prefix + row.ResourceId);
        return Among(db.References.Where(entry => entry.Parameter == parameter && targets.Contains(entry.Target)).Select(entry => entry.Resource));
    }

    private Expression<Func<StoredResource, bool>> IsPointedTo(string type, Criterion.PointedTo pointed, bool isNear)
    {
        var (parameter, prefix) = (pointed.Parameter, $"{type}/");
        var sources = Visible(pointed.SourceType);
        if (isNear)
        {
            sources = sources.Where(Holds(pointed.SourceType, pointed.Inner, isNear: true));
            return row => db.References.Any(entry =>
                entry.Parameter == parameter && entry.Target == prefix + row.ResourceId && sources.Any(source => source.Sequence == entry.Resource));
        }

        sources = sources.Where(Holds(pointed.SourceType, pointed.Inner, isNear: false));
        var ids = EntryQueries.PointingTo(db, parameter, type)
            .Where(entry => sources.Any(source => source.Sequence == entry.Resource))
            .Select(entry => entry.Target.Substring(prefix.Length));
        return row => ids.Contains(row.ResourceId);
    }
}
