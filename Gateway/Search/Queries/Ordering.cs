using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Expression = System.Linq.Expressions.Expression;
using SearchParamType = Hl7.Fhir.Model.SearchParamType;

namespace Gateway.Search.Queries;

/// <summary>Puts rows in the order asked for, and begins behind the mark of the page before. What lacks a key comes as if it were the smallest.</summary>
internal sealed class Ordering(GatewayDb db, ImmutableArray<OrderKey> keys)
{
    private static readonly ParameterExpression Item = Expression.Parameter(typeof(Ranked), "item");

    // Rows that are equal in all keys follow the direction of the first: an index is then walked one way only.
    private bool IsDescending => keys[0].IsDescending;

    public IQueryable<Ranked> Apply(IQueryable<StoredResource> rows, PageMark? after)
    {
        var ranked = rows.Select(row => new Ranked { Row = row });
        for (var i = 0; i < keys.Length; i++)
        {
            ranked = keys[i].By is { IsOfRow: false } definition ? Rank(ranked, definition, i) : ranked;
        }

        if (after is not null)
        {
            ranked = ranked.Where(Expression.Lambda<Func<Ranked, bool>>(Behind(after), Item));
        }

        var ordered = Order(ranked, KeyOf(0), IsDescending, isFirst: true);
        for (var i = 1; i < keys.Length; i++)
        {
            ordered = Order(ordered, KeyOf(i), keys[i].IsDescending, isFirst: false);
        }

        return Order(ordered, Sequence, IsDescending, isFirst: false);
    }

    public PageMark MarkOf(Ranked last) => new(
        [.. keys.Select((_, i) => Expression.Lambda<Func<Ranked, object>>(Expression.Convert(KeyOf(i), typeof(object)), Item).Compile(preferInterpretation: true)(last) switch
        {
            DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
            var text => (string)text,
        })],
        last.Row.Sequence);

    private static Expression Sequence => Expression.Property(Expression.Property(Item, nameof(Ranked.Row)), nameof(StoredResource.Sequence));

    private MemberExpression KeyOf(int slot)
    {
        var row = Expression.Property(Item, nameof(Ranked.Row));
        return keys[slot].By switch
        {
            null => Expression.Property(row, nameof(StoredResource.Occurred)),
            { Code: "_lastUpdated" } => Expression.Property(row, nameof(StoredResource.LastUpdated)),
            { Code: "_id" } => Expression.Property(row, nameof(StoredResource.ResourceId)),
            { Kind: SearchParamType.Date } => Expression.Property(Item, $"Time{slot}"),
            _ => Expression.Property(Item, $"Text{slot}"),
        };
    }

    private IQueryable<Ranked> Rank(IQueryable<Ranked> ranked, SearchDefinition definition, int slot)
    {
        var (parameter, isDescending) = (definition.Number, keys[slot].IsDescending);
        return definition.Kind switch
        {
            SearchParamType.Date => Join(ranked, slot, nameof(Ranked.Time0)[..^1], DateTimeOffset.MinValue, db.Dates.Where(entry => entry.Parameter == parameter)
                .GroupBy(entry => entry.Resource)
                .Select(group => new RankKey<DateTimeOffset?>
                {
                    Resource = group.Key,
                    Value = isDescending ? group.Max(entry => (DateTimeOffset?)entry.Low) : group.Min(entry => (DateTimeOffset?)entry.Low),
                })),
            SearchParamType.Token => Join(ranked, slot, nameof(Ranked.Text0)[..^1], string.Empty, db.Tokens.Where(entry => entry.Parameter == parameter)
                .GroupBy(entry => entry.Resource)
                .Select(group => new RankKey<string>
                {
                    Resource = group.Key,
                    Value = isDescending ? group.Max(entry => entry.Code) : group.Min(entry => entry.Code),
                })),
            _ => Join(ranked, slot, nameof(Ranked.Text0)[..^1], string.Empty, db.Texts.Where(entry => entry.Parameter == parameter)
                .GroupBy(entry => entry.Resource)
                .Select(group => new RankKey<string>
                {
                    Resource = group.Key,
                    Value = isDescending ? group.Max(entry => entry.Folded) : group.Min(entry => entry.Folded),
                })),
        };
    }

    // item with the key's value in its slot, and all else as it was.
    private static IQueryable<Ranked> Join<TValue>(IQueryable<Ranked> ranked, int slot, string kind, object none, IQueryable<RankKey<TValue>> values)
    {
        var key = Expression.Parameter(typeof(RankKey<TValue>), "key");
        var place = $"{kind}{slot}";
        var bindings = typeof(Ranked).GetProperties().Select(property => Expression.Bind(
            property,
            property.Name == place
                ? Expression.Coalesce(Expression.Property(key, nameof(RankKey<>.Value)), Expression.Constant(none))
                : Expression.Property(Item, property)));
        var result = Expression.MemberInit(Expression.New(typeof(Ranked)), bindings);
        return ranked.LeftJoin(values, item => item.Row.Sequence, value => value.Resource, Expression.Lambda<Func<Ranked, RankKey<TValue>?, Ranked>>(result, Item, key));
    }

    // (k0 > v0) or (k0 = v0 and ((k1 > v1) or … sequence > s)); that k0 >= v0 is said first, so that an index begins there.
    private BinaryExpression Behind(PageMark after)
    {
        Expression behind = Beyond(Sequence, Parameter(after.Sequence), IsDescending);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            var (key, value) = (KeyOf(i), ValueOf(i, after.Keys[i]));
            behind = Expression.OrElse(Beyond(key, value, keys[i].IsDescending), Expression.AndAlso(Expression.Equal(key, value), behind));
        }

        return Expression.AndAlso(NotBefore(KeyOf(0), ValueOf(0, after.Keys[0]), IsDescending), behind);
    }

    private MemberExpression ValueOf(int slot, string text) => KeyOf(slot).Type == typeof(string)
        ? Parameter(text)
        : Parameter(new DateTimeOffset(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero));

    private static BinaryExpression Beyond(Expression key, Expression value, bool isDescending)
    {
        var (left, right) = Comparable(key, value);
        return isDescending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    private static BinaryExpression NotBefore(Expression key, Expression value, bool isDescending)
    {
        var (left, right) = Comparable(key, value);
        return isDescending ? Expression.LessThanOrEqual(left, right) : Expression.GreaterThanOrEqual(left, right);
    }

    private static (Expression Left, Expression Right) Comparable(Expression key, Expression value) => key.Type == typeof(string)
        ? (Expression.Call(typeof(string), nameof(string.Compare), null, key, value), Expression.Constant(0))
        : (key, value);

    // A member of an object is sent as a parameter; a constant would be part of the text of the query.
    private static MemberExpression Parameter<TValue>(TValue value) =>
        Expression.Field(Expression.Constant(new StrongBox<TValue>(value)), nameof(StrongBox<>.Value));

    private static IOrderedQueryable<Ranked> Order(IQueryable<Ranked> ranked, Expression key, bool isDescending, bool isFirst)
    {
        var name = (isFirst, isDescending) switch
        {
            (true, true) => nameof(Queryable.OrderByDescending),
            (true, false) => nameof(Queryable.OrderBy),
            (false, true) => nameof(Queryable.ThenByDescending),
            (false, false) => nameof(Queryable.ThenBy),
        };
        return (IOrderedQueryable<Ranked>)ranked.Provider.CreateQuery<Ranked>(Expression.Call(
            typeof(Queryable), name, [typeof(Ranked), key.Type], ranked.Expression, Expression.Quote(Expression.Lambda(key, Item))));
    }
}
