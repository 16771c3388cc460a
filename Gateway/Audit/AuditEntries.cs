using Gateway.Access;
using Gateway.References;
using Gateway.Storage;
using Gateway.Storage.Model;

namespace Gateway.Audit;

/// <summary>The entries that interactions leave in the audit trail.</summary>
internal static class AuditEntries
{
    /// <summary>The token does not allow the interaction with this type.</summary>
    public const string WithoutScope = "scope";

    /// <summary>It exists, and the answer was that it does not: it is of another chart, or held.</summary>
    public const string NotVisible = "not-visible";

    /// <summary>The token may not write in this chart.</summary>
    public const string NotInChart = "chart";

    private const int LongestQuery = 2000;

    /// <summary>A version that the caller is shown.</summary>
    public static AuditEntry Shown(Caller caller, AuditAction action, string type, string id, int version, IGuarded shown) =>
        Of(caller, action, AuditOutcome.Done, NameOf(type, id), version, shown);

    /// <summary>A version that the caller made, or a resource that the caller deleted.</summary>
    public static AuditEntry Changed(Caller caller, AuditAction action, StoredResource stored, int version) =>
        Of(caller, action, AuditOutcome.Done, NameOf(stored.ResourceType, stored.ResourceId), version, stored);

    /// <summary>A search, or a look into the history of many.</summary>
    /// <param name="caller">Who looked.</param>
    /// <param name="action">Search, HistoryType or HistorySystem.</param>
    /// <param name="type">What was looked through; null for all.</param>
    /// <param name="query">The parameters, as a query string.</param>
    /// <param name="chart">The one chart that it was about, if it was.</param>
    /// <param name="showedHeld">Something held was among what was shown.</param>
    public static AuditEntry Listed(Caller caller, AuditAction action, string? type, string query, string? chart, bool showedHeld = false) => new()
    {
        Action = action,
        Client = ClientOf(caller.Client),
        Person = caller.Person?.ToString(),
        Resource = type,
        Chart = chart,
        Quarantined = showedHeld,
        Query = Cut(query, LongestQuery),
    };

    /// <summary>What the caller may not do with one resource.</summary>
    public static AuditEntry Denied(Caller caller, AuditAction action, string type, string id, IGuarded? denied, string why) =>
        Of(caller, action, AuditOutcome.Denied, NameOf(type, id), null, denied, why);

    /// <summary>What the caller may not do with a type.</summary>
    public static AuditEntry Denied(Caller caller, AuditAction action, string? type, string? query = null) => new()
    {
        Action = action,
        Outcome = AuditOutcome.Denied,
        Client = ClientOf(caller.Client),
        Person = caller.Person?.ToString(),
        Resource = type,
        Query = query is null ? null : Cut(query, LongestQuery),
        Why = WithoutScope,
    };

    /// <summary>What does not exist. Recorded like what is hidden, so that the time an answer takes does not tell them apart.</summary>
    public static AuditEntry Unknown(Caller caller, AuditAction action, string type, string id) =>
        Of(caller, action, AuditOutcome.NotFound, NameOf(type, id), null, null);

    /// <summary>An operation that was called.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="on">The type it was called on, or <c>Patient/id</c>.</param>
    /// <param name="operation">Its name, with the dollar sign.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="why">What stood against it.</param>
    public static AuditEntry Called(Caller caller, string on, string operation, AuditOutcome outcome, string? why = null)
    {
        var chart = ResourceKey.TryParse(on, out var key) && key.Type == "Patient" ? key.Id : null;
        return new()
        {
            Action = AuditAction.Operation,
            Outcome = outcome,
            Client = ClientOf(caller.Client),
            Person = caller.Person?.ToString(),
            Resource = on.Contains('/', StringComparison.Ordinal) && chart is null ? "Patient" : on,
            Chart = chart,
            Query = operation,
            Why = why,
        };
    }

    public static AuditEntry Login(string client, string? why) => new()
    {
        Action = AuditAction.Login,
        Outcome = why is null ? AuditOutcome.Done : AuditOutcome.Denied,
        Client = ClientOf(client),
        Why = why is null ? null : Cut(why, ColumnLength.Code),
    };

    /// <summary>The one chart that all of this is of, as far as it is of any; null if there are several, or none.</summary>
    public static string? OneChartOf(IEnumerable<IGuarded> shown) =>
        shown.Select(version => version.Chart).OfType<string>().Distinct().Take(2).ToArray() is [var only] ? only : null;

    /// <summary>A client's id as the trail keeps it: a registry knows longer ones than a column does.</summary>
    public static string ClientOf(string client) => Cut(client, ColumnLength.ForeignName);

    private static AuditEntry Of(
        Caller caller, AuditAction action, AuditOutcome outcome, string resource, int? version, IGuarded? guarded, string? why = null) => new()
        {
            Action = action,
            Outcome = outcome,
            Client = ClientOf(caller.Client),
            Person = caller.Person?.ToString(),
            Resource = resource,
            Version = version,
            Chart = guarded?.Chart,
            Sender = guarded?.Sender,
            Quarantined = guarded?.Quarantined ?? false,
            Why = why,
        };

    // What an address holds in the place of an id can be anything.
    private static string NameOf(string type, string id) => FhirId.IsValid(id) ? $"{type}/{id}" : type;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
