using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Gateway.Search.Queries;
using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Conditions of a search as conditions on the audit trail's columns.</summary>
internal static class TrailCriteria
{
    private static readonly AuditAction[] Changes =
    [
        AuditAction.Create, AuditAction.Update, AuditAction.Patch, AuditAction.Delete, AuditAction.Attest, AuditAction.Release, AuditAction.Reject,
        AuditAction.Redirect, AuditAction.Split, AuditAction.Retract,
    ];

    private static readonly AuditOutcome[] Made = [AuditOutcome.Done, AuditOutcome.Held];

    /// <summary>The id of an AuditEvent or a Provenance is its entry's place in the trail.</summary>
    public static bool TryPlace(string id, out long sequence) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && id == sequence.ToString(CultureInfo.InvariantCulture);

    /// <summary>The entries that can be told as this type: every one is an event, and each change that was made has its provenance.</summary>
    public static IQueryable<AuditEntry> Tellable(IQueryable<AuditEntry> entries, string type) => type == TrailWriter.AuditEvent
        ? entries
        : entries.Where(entry => Changes.Contains(entry.Action) && Made.Contains(entry.Outcome) && entry.Version != null);

    /// <summary>Holds for nothing where the trail cannot tell.</summary>
    public static Expression<Func<AuditEntry, bool>> Of(string type, Criterion criterion) => criterion switch
    {
        Criterion.ById ids => HasPlace(ids),
        Criterion.ByDate date => Predicates.Or(date.Values.Select(Recorded)),
        Criterion.ByReference reference => Predicates.Or(
            reference.Parameters.SelectMany(parameter => reference.Values.Select(target => PointsTo(CodeOf(type, parameter), target)))),
        Criterion.ByToken token when CodeOf(type, token.Parameter) == "agent" => Predicates.Or(token.Values.Select(IsClient)),
        Criterion.ByToken token => IsCoded(CodeOf(type, token.Parameter), token),
        Criterion.ByText text => Predicates.Or(text.Values.Select(value => HasAddress(text.Match, value))),
        Criterion.AnyOf any => Predicates.Or(any.Alternatives.Select(alternative => Of(type, alternative))),
        _ => entry => false,
    };

    private static string? CodeOf(string type, int parameter) =>
        SearchParameters.Of(type).FirstOrDefault(definition => definition.Number == parameter && definition.OnlyTarget is null)?.Code;

    private static Expression<Func<AuditEntry, bool>> HasPlace(Criterion.ById ids)
    {
        long[] places = [.. ids.Values.Where(id => TryPlace(id, out _)).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
        return ids.IsNegated ? entry => !places.Contains(entry.Sequence) : entry => places.Contains(entry.Sequence);
    }

    private static Expression<Func<AuditEntry, bool>> Recorded(DateValue value)
    {
        var (from, behind) = (AuditTime.From(value.Range.Low), AuditTime.Behind(value.Range.High));
        return value.Prefix switch
        {
            DatePrefix.Equal or DatePrefix.Approximately => entry => entry.Sequence >= from && entry.Sequence < behind,
            DatePrefix.NotEqual => entry => entry.Sequence < from || entry.Sequence >= behind,
            DatePrefix.Greater or DatePrefix.StartsAfter => entry => entry.Sequence >= behind,
            DatePrefix.GreaterOrEqual => entry => entry.Sequence >= from,
            DatePrefix.Less or DatePrefix.EndsBefore => entry => entry.Sequence < from,
            DatePrefix.LessOrEqual => entry => entry.Sequence < behind,
        };
    }

    private static Expression<Func<AuditEntry, bool>> PointsTo(string? parameter, string target)
    {
        var chart = target.StartsWith("Patient/", StringComparison.Ordinal) ? target["Patient/".Length..] : null;
        return (parameter, chart) switch
        {
            ("agent", _) => entry => entry.Person == target,
            ("patient", not null) => entry => entry.Chart == chart || entry.Person == target,
            ("entity" or "target", not null) => entry => entry.Chart == chart,
            ("entity" or "target", null) => entry => entry.Resource == target,
            _ => entry => false,
        };
    }

    private static Expression<Func<AuditEntry, bool>> IsClient(TokenValue value) =>
        value is { System: null or "", Code: { } client } ? entry => entry.Client == client : entry => false;

    private static Expression<Func<AuditEntry, bool>> IsCoded(string? parameter, Criterion.ByToken token)
    {
        if (parameter == "outcome")
        {
            AuditOutcome[] outcomes = [.. Enum.GetValues<AuditOutcome>().Where(outcome => Fits(token.Values, AuditCodes.OutcomeOf(outcome)))];
            return token.IsNegated ? entry => !outcomes.Contains(entry.Outcome) : entry => outcomes.Contains(entry.Outcome);
        }

        AuditAction[] actions = [.. Enum.GetValues<AuditAction>().Where(action => Fits(token.Values, parameter switch
        {
            "action" => AuditCodes.ActionOf(action),
            "type" => AuditCodes.TypeOf(action),
            "subtype" => AuditCodes.SubtypeOf(action),
            _ => null,
        }))];
        return token.IsNegated ? entry => !actions.Contains(entry.Action) : entry => actions.Contains(entry.Action);
    }

    private static bool Fits(ImmutableArray<TokenValue> values, AuditCode? code) => code is { } known
        && values.Any(value => (value.System is null || value.System == known.System) && (value.Code is null || value.Code == known.Code));

    private static Expression<Func<AuditEntry, bool>> HasAddress(TextMatch match, string value) => match switch
    {
        TextMatch.Exact => entry => entry.Address == value,
        TextMatch.Contains => entry => entry.Address!.Contains(value),
        _ => entry => entry.Address!.StartsWith(value),
    };
}
