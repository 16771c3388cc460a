using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using Gateway.Search.Criteria;
using Gateway.Search.Indexing;
using Gateway.Storage;

namespace Gateway.Search.Queries;

/// <summary>
/// A search as a query. The most selective condition leads: its entries are walked in the order of time and joined to their
/// rows, and the other conditions are asked of each row by seeks; so a page costs what it shows, however much is stored.
/// </summary>
internal sealed class PageQueries
{
    /// <summary>With more values than this, one walk for each costs more than to look at all rows in order.</summary>
    private const int MostWalks = 8;

    private readonly RowQueries rows;
    private readonly string type;
    private readonly Criterion? leading;
    private readonly ImmutableArray<Criterion> others;

    public PageQueries(RowQueries rows, string type, ImmutableArray<Criterion> criteria)
    {
        (this.rows, this.type) = (rows, type);
        // A few known rows need no entries to lead to them.
        var isNamed = criteria.Any(criterion => criterion is Criterion.ById { IsNegated: false } or Criterion.Among or Criterion.Never);
        leading = isNamed ? null : criteria.Where(Leads).MinBy(RankOf);
        others = leading is null ? criteria : criteria.Remove(leading);
    }

    /// <summary>All matches, in no order: what is counted.</summary>
    public IQueryable<StoredResource> Matches()
    {
        var visible = Checked();
        if (leading is not null)
        {
            return visible.Where(rows.Holds(type, leading, isNear: false));
        }

        return Near is { } near ? visible.Where(row => row.Occurred >= near.Low && row.Occurred <= near.High) : visible;
    }

    /// <summary>The next matches behind a mark, in the order asked for.</summary>
    public IQueryable<Ranked> Page(ImmutableArray<OrderKey> order, PageMark? after, int count) => order is [{ By: null, IsDescending: var isDescending }] && leading is not null
        ? Along(isDescending, after, count)
        : new Ordering(rows.Db, order).Apply(Matches(), after).Take(count);

    /// <summary>Between which dates all matches lie, when that is known: a walk begins and ends there.</summary>
    private TimeRange? Near => others.OfType<Criterion.ByDate>().Where(date => date.Parameter.IsMainDate).Select(EntryQueries.Near).ToArray() switch
    {
        [] => null,
        var ranges => new TimeRange(ranges.Max(range => range.Low), ranges.Min(range => range.High)),
    };

    private static bool Leads(Criterion criterion) => criterion switch
    {
        Criterion.ByToken { IsNegated: false, IsComplete: true } token => token.Values.Length is > 0 and <= MostWalks,
        Criterion.ByReference reference => reference.Parameters.Length * reference.Values.Length <= MostWalks,
        _ => false,
    };

    private static int RankOf(Criterion criterion) => criterion switch
    {
        Criterion.ByToken token => (token.Rank * MostWalks) + token.Values.Length,
        Criterion.ByReference reference => (reference.Rank * MostWalks) + (reference.Parameters.Length * reference.Values.Length),
        _ => int.MaxValue,
    };

    private IQueryable<StoredResource> Checked() => others.Aggregate(
        rows.Visible(type), (visible, criterion) => visible.Where(rows.Holds(type, criterion, isNear: leading is not null || criterion is not Criterion.PointedTo)));

    private IQueryable<Ranked> Along(bool isDescending, PageMark? after, int count)
    {
        var visible = Checked();
        var walks = Walks().Select(walk => Ordered(Behind(Between(walk), isDescending, after), visible, isDescending).Take(count)).ToArray();
        if (walks is [var only])
        {
            return only.Select(step => new Ranked { Row = step.Row });
        }

        var steps = walks.Select(walk => walk.Select(step => new Walk { Occurred = step.Walk.Occurred, Resource = step.Walk.Resource }))
            .Aggregate((all, walk) => all.Union(walk));
        return Ordered(steps, rows.Visible(type), isDescending).Take(count).Select(step => new Ranked { Row = step.Row });
    }

    // The entries of one value: a prefix of their key, so that they lie in the order of time.
    private IEnumerable<IQueryable<Walk>> Walks() => leading switch
    {
        Criterion.ByToken token => token.Values.Select(value => EntryQueries.Token(rows.Db, token.Parameter, value)
            .Select(entry => new Walk { Occurred = entry.Occurred, Resource = entry.Resource })),
        Criterion.ByReference reference => reference.Parameters.SelectMany(parameter => reference.Values.Select(target =>
            EntryQueries.Reference(rows.Db, parameter, target).Select(entry => new Walk { Occurred = entry.Occurred, Resource = entry.Resource }))),
        _ => [],
    };

    private IQueryable<Walk> Between(IQueryable<Walk> walk) =>
        Near is { } near ? walk.Where(step => step.Occurred >= near.Low && step.Occurred <= near.High) : walk;

    private static IQueryable<Walk> Behind(IQueryable<Walk> walk, bool isDescending, PageMark? after)
    {
        if (after is null)
        {
            return walk;
        }

        var (occurred, resource) = (new DateTimeOffset(long.Parse(after.Keys[0], CultureInfo.InvariantCulture), TimeSpan.Zero), after.Sequence);
        return isDescending
            ? walk.Where(step => step.Occurred <= occurred && (step.Occurred < occurred || step.Resource < resource))
            : walk.Where(step => step.Occurred >= occurred && (step.Occurred > occurred || step.Resource > resource));
    }

    private static IQueryable<Step> Ordered(IQueryable<Walk> walk, IQueryable<StoredResource> visible, bool isDescending)
    {
        Expression<Func<Walk, StoredResource, Step>> step = (walk, row) => new Step { Walk = walk, Row = row };
        var steps = walk.Join(visible, walk => walk.Resource, row => row.Sequence, step);
        return isDescending
            ? steps.OrderByDescending(step => step.Walk.Occurred).ThenByDescending(step => step.Walk.Resource)
            : steps.OrderBy(step => step.Walk.Occurred).ThenBy(step => step.Walk.Resource);
    }

    private sealed class Step
    {
        public required Walk Walk { get; init; }

        public required StoredResource Row { get; init; }
    }
}
