using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Search.Queries;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Search;

/// <summary>Answers searches from the store. Whatever a search touches, as a match, an include, a link of a chain or a number, the caller may see.</summary>
internal sealed class SearchReader(IDbContextFactory<GatewayDb> databases, SearchIndex index, TimeProvider clock)
{
    /// <summary>Types of which each resource names the patient in whose chart it is.</summary>
    private static readonly string[] Charted = ["Communication", "CommunicationRequest", "Consent", "QuestionnaireResponse", "Task"];

    public async Task<SearchPage> RunAsync(SearchRequest request, Func<string, ReadRights> rights, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = new RowQueries(db, rights, index.KnownBases);
        var criteria = Within(await new CriteriaResolver(rows).ResolveAsync(request.Criteria, cancellationToken), request.Type, rights(request.Type));
        var queries = new PageQueries(rows, request.Type, criteria);
        var empty = new SearchPage { Self = request.Self, First = request.First, Issues = [.. request.Warnings, .. LongThreads(criteria)] };
        if (request.CountsOnly)
        {
            return empty with { Total = await queries.Matches().LongCountAsync(cancellationToken) };
        }

        // One more than the page holds tells whether there is a next one.
        var found = await queries.Page(request.Sort, request.After, request.Count + 1).ToListAsync(cancellationToken);
        var isLast = found.Count <= request.Count;
        found = [.. found.Take(request.Count)];
        var matches = found.ConvertAll(ranked => ranked.Row);
        var included = request.Includes.IsEmpty ? [] : await new IncludeReader(rows, index, request.Includes).ReadAsync(matches, cancellationToken);
        var isAll = isLast && request.After is null;
        return empty with
        {
            Matches = [.. matches],
            Included = [.. included.Take(IncludeReader.Most)],
            Issues = included.Length > IncludeReader.Most ? [.. empty.Issues, TooManyIncludes] : empty.Issues,
            Total = isAll ? matches.Count : request.WantsTotal ? await queries.Matches().LongCountAsync(cancellationToken) : null,
            Next = isLast ? null : request.Next(new Ordering(db, request.Sort).MarkOf(found[^1])),
        };
    }

    /// <summary>The rows that a conditional interaction's condition finds; two stand for several.</summary>
    public async Task<SearchMatch> MatchAsync(string type, string condition, Func<string, ReadRights> rights, CancellationToken cancellationToken)
    {
        var (understood, issues) = SearchCondition.Read(type, condition, new SearchContext(index.KnownBases, clock.GetUtcNow()) { Limits = index.Limits });
        if (understood is null)
        {
            return new SearchMatch.Refused(issues);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = new RowQueries(db, rights, index.KnownBases);
        var criteria = Within(await new CriteriaResolver(rows).ResolveAsync(understood.Request.Criteria, cancellationToken), type, rights(type));
        var found = await new PageQueries(rows, type, criteria).Page([OrderKey.Newest], null, 2).ToListAsync(cancellationToken);
        return new SearchMatch.Found([.. found.Select(ranked => ranked.Row)], understood);
    }

    // Who may see one chart only is led along that chart, whatever else is asked: else a search without conditions would look at all.
    private static ImmutableArray<Criterion> Within(ImmutableArray<Criterion> criteria, string type, ReadRights rights) =>
        rights.OnlyChart is { } chart && Charted.Contains(type) && SearchParameters.Find(type, "patient") is { } patient
            ? criteria.Add(new Criterion.ByReference([patient.LiteralNumber], [$"Patient/{chart}"], Selectivity.Person))
            : criteria;

    private static Issue TooManyIncludes => new(
        OperationOutcome.IssueType.Incomplete, $"More than {IncludeReader.Most} resources were to be included; ask for fewer matches at once.")
    {
        Severity = OperationOutcome.IssueSeverity.Warning,
    };

    private static IEnumerable<Issue> LongThreads(ImmutableArray<Criterion> criteria) => criteria
        .OfType<Criterion.Among>()
        .Where(among => among.Resources.Length >= CriteriaResolver.LongestThread)
        .Select(_ => new Issue(OperationOutcome.IssueType.Incomplete, $"The thread is longer than {CriteriaResolver.LongestThread} resources; only so many are found.")
        {
            Severity = OperationOutcome.IssueSeverity.Warning,
        });
}
