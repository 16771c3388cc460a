using System.Linq.Expressions;
using System.Text;
using Gateway.Search.Criteria;
using Gateway.Search.Indexing;
using Gateway.Storage;

namespace Gateway.Search.Queries;

/// <summary>The entries under which a condition finds its resources.</summary>
internal static class EntryQueries
{
    // The widest a single date can be: a year alone.
    private static readonly TimeSpan WidestDate = TimeSpan.FromDays(366);

    public static IQueryable<TokenEntry> Tokens(GatewayDb db, Criterion.ByToken criterion)
    {
        var parameter = criterion.Parameter;
        return db.Tokens.Where(entry => entry.Parameter == parameter)
            .Where(Predicates.Or(criterion.Values.GroupBy(value => value.System).Select(group => Token(group.Key, [.. group.Select(value => value.Code)]))));
    }

    public static IQueryable<TokenEntry> Token(GatewayDb db, int parameter, TokenValue value)
    {
        var (system, code) = (value.System, value.Code);
        return db.Tokens.Where(entry => entry.Parameter == parameter && entry.Code == code && entry.System == system);
    }

    public static IQueryable<ReferenceEntry> References(GatewayDb db, Criterion.ByReference criterion)
    {
        if (criterion is { Parameters: [var parameter], Values: [var target] })
        {
            return Reference(db, parameter, target);
        }

        var (parameters, targets) = (criterion.Parameters, criterion.Values);
        return db.References.Where(entry => parameters.Contains(entry.Parameter) && targets.Contains(entry.Target));
    }

    public static IQueryable<ReferenceEntry> Reference(GatewayDb db, int parameter, string target) =>
        db.References.Where(entry => entry.Parameter == parameter && entry.Target == target);

    public static IQueryable<TextEntry> Texts(GatewayDb db, Criterion.ByText criterion)
    {
        var parameter = criterion.Parameter;
        return db.Texts.Where(entry => entry.Parameter == parameter)
            .Where(Predicates.Or(criterion.Values.Select(value => Text(criterion.Match, value))));
    }

    public static IQueryable<DateEntry> Dates(GatewayDb db, Criterion.ByDate criterion)
    {
        var parameter = criterion.Parameter.Number;
        return db.Dates.Where(entry => entry.Parameter == parameter).Where(Predicates.Or(criterion.Values.Select(Date)));
    }

    /// <summary>The entries of a parameter that points to anything of a type.</summary>
    public static IQueryable<ReferenceEntry> PointingTo(GatewayDb db, int parameter, string type)
    {
        var (from, until) = ($"{type}/", After($"{type}/"));
        return db.References.Where(entry =>
            entry.Parameter == parameter && string.Compare(entry.Target, from) >= 0 && string.Compare(entry.Target, until) < 0);
    }

    /// <summary>The entries of a parameter that points to anything of a type on a server we do not know.</summary>
    public static IQueryable<ReferenceEntry> PointingElsewhere(GatewayDb db, int parameter, string type)
    {
        var path = $"/{type}/";
        return db.References.Where(entry => entry.Parameter == parameter && entry.Target.Contains(path));
    }

    /// <summary>When a row was last changed, as a date parameter: an instant, not a range.</summary>
    public static Expression<Func<StoredResource, bool>> Updated(DateValue date)
    {
        var (low, end) = (date.Range.Low, EndOf(date.Range));
        return date.Prefix switch
        {
            DatePrefix.Equal or DatePrefix.Approximately => row => row.LastUpdated >= low && row.LastUpdated < end,
            DatePrefix.NotEqual => row => row.LastUpdated < low || row.LastUpdated >= end,
            DatePrefix.Greater or DatePrefix.StartsAfter => row => row.LastUpdated >= end,
            DatePrefix.Less or DatePrefix.EndsBefore => row => row.LastUpdated < low,
            DatePrefix.GreaterOrEqual => row => row.LastUpdated >= low,
            DatePrefix.LessOrEqual => row => row.LastUpdated < end,
        };
    }

    /// <summary>Between which dates the row of a match can lie, for a parameter whose low end is the row's own date.</summary>
    public static TimeRange Near(Criterion.ByDate criterion) =>
        new(criterion.Values.Min(date => Near(date).Low), criterion.Values.Max(date => Near(date).High));

    /// <summary>The first text, in the order of code points, that is behind all that begin so.</summary>
    internal static string After(string beginning)
    {
        const int Surrogates = 0xD800;
        const int BehindSurrogates = 0xE000;
        const int LastRune = 0x10FFFF;
        Rune.DecodeLastFromUtf16(beginning, out var last, out var length);
        var next = last.Value switch { Surrogates - 1 => BehindSurrogates, LastRune => LastRune, var value => value + 1 };
        return string.Concat(beginning.AsSpan(0, beginning.Length - length), new Rune(next).ToString());
    }

    private static Expression<Func<TokenEntry, bool>> Token(string? system, string?[] codes) => (system, codes) switch
    {
        (null, [var code]) => entry => entry.Code == code,
        (null, _) => entry => codes.Contains(entry.Code),
        (_, [null]) => entry => entry.System == system,
        (_, [var code]) => entry => entry.Code == code && entry.System == system,
        _ when codes.Contains(null) => entry => entry.System == system,
        _ => entry => codes.Contains(entry.Code) && entry.System == system,
    };

    private static Expression<Func<TextEntry, bool>> Text(TextMatch match, string value)
    {
        var (folded, until) = match switch
        {
            TextMatch.Exact => (TextForm.Cut(TextForm.Fold(value)), string.Empty),
            TextMatch.UriBelow => ($"{value}/", After($"{value}/")),
            TextMatch.StartsWith => (value, After(value)),
            _ => (value, string.Empty),
        };
        var exact = TextForm.Cut(value);
        return match switch
        {
            TextMatch.StartsWith => entry => string.Compare(entry.Folded, folded) >= 0 && string.Compare(entry.Folded, until) < 0,
            TextMatch.Contains => entry => entry.Folded.Contains(folded),
            TextMatch.Exact => entry => entry.Folded == folded && entry.Exact == exact,
            TextMatch.Uri => entry => entry.Folded == folded && entry.Exact == string.Empty,
            TextMatch.UriBelow => entry => entry.Folded == exact || (string.Compare(entry.Folded, folded) >= 0 && string.Compare(entry.Folded, until) < 0),
        };
    }

    private static Expression<Func<DateEntry, bool>> Date(DateValue date)
    {
        var (low, high) = (date.Range.Low, date.Range.High);
        return date.Prefix switch
        {
            DatePrefix.Equal => entry => entry.Low >= low && entry.Low <= high && entry.High <= high,
            DatePrefix.NotEqual => entry => entry.Low < low || entry.High > high,
            DatePrefix.Greater => entry => entry.High > high,
            DatePrefix.Less => entry => entry.Low < low,
            DatePrefix.GreaterOrEqual => entry => entry.High > high || entry.Low >= low,
            DatePrefix.LessOrEqual => entry => entry.Low < low || entry.High <= high,
            DatePrefix.StartsAfter => entry => entry.Low > high,
            DatePrefix.EndsBefore => entry => entry.High < low,
            DatePrefix.Approximately => entry => entry.Low <= high && entry.High >= low,
        };
    }

    private static TimeRange Near(DateValue date)
    {
        var (low, high) = (date.Range.Low, date.Range.High);
        var earliest = low - DateTimeOffset.MinValue > WidestDate ? low - WidestDate : DateTimeOffset.MinValue;
        return date.Prefix switch
        {
            DatePrefix.Equal => date.Range,
            DatePrefix.NotEqual => TimeRange.Always,
            DatePrefix.Approximately => new TimeRange(earliest, high),
            DatePrefix.StartsAfter => new TimeRange(high, DateTimeOffset.MaxValue),
            DatePrefix.Greater or DatePrefix.GreaterOrEqual => new TimeRange(earliest, DateTimeOffset.MaxValue),
            DatePrefix.Less or DatePrefix.EndsBefore => new TimeRange(DateTimeOffset.MinValue, low),
            DatePrefix.LessOrEqual => new TimeRange(DateTimeOffset.MinValue, high),
        };
    }

    private static DateTimeOffset EndOf(TimeRange range) =>
        range.High == DateTimeOffset.MaxValue ? range.High : range.High.AddMicroseconds(1);
}
