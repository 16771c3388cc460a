using Gateway.Topics;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Notifications;

/// <summary>What the guide's two R4 profiles demand of a notification beyond R4, written out from its tables: the definitions themselves are not embedded.</summary>
internal static class BackportProfiles
{
    private static readonly Slice[] Status =
    [
        new("subscription", 1, 1, typeof(ResourceReference)),
        new("topic", 0, 1, typeof(Canonical)),
        new("status", 1, 1, typeof(Code)),
        new("type", 1, 1, typeof(Code)),
        new("events-since-subscription-start", 0, 1, typeof(FhirString)),
        new("notification-event", 0, int.MaxValue, null),
        new("error", 0, int.MaxValue, typeof(CodeableConcept)),
    ];

    private static readonly Slice[] Event =
    [
        new("event-number", 1, 1, typeof(FhirString)),
        new("timestamp", 0, 1, typeof(Instant)),
        new("focus", 0, 1, typeof(ResourceReference)),
        new("additional-context", 0, int.MaxValue, typeof(ResourceReference)),
    ];

    private static readonly string[] Kinds = ["handshake", "heartbeat", "event-notification", "query-status", "query-event"];

    private static readonly string[] Statuses = ["requested", "active", "error", "off", "entered-in-error"];

    /// <summary>Where a notification, or an answer to <c>$status</c>, departs from them.</summary>
    public static IReadOnlyList<string> FaultsOf(Bundle bundle) =>
        [.. bundle.Type == Bundle.BundleType.History ? OfNotification(bundle) : bundle.Entry.SelectMany(entry => OfStatus(entry.Resource))];

    private static IEnumerable<string> OfNotification(Bundle bundle)
    {
        if (bundle.Meta?.Profile.Contains(Backport.NotificationProfile) != true)
        {
            yield return "meta.profile";
        }

        foreach (var fault in OfStatus(bundle.Entry.FirstOrDefault()?.Resource))
        {
            yield return $"entry[0].{fault}";
        }

        foreach (var (place, entry) in bundle.Entry.Index())
        {
            // Also what the payload leaves out, or what could not be had, is named so.
            if (entry is not { FullUrl.Length: > 0, Request: { Method: not null, Url.Length: > 0 }, Response.Status.Length: > 0 })
            {
                yield return $"entry[{place}].request";
            }

            if (place > 0 && entry.Resource is Parameters)
            {
                yield return $"entry[{place}].resource";
            }
        }
    }

    private static IEnumerable<string> OfStatus(Resource? resource) => resource is Parameters { Meta: { } meta } status && meta.Profile.Contains(Backport.StatusProfile)
        ?
        [
            .. Of(status.Parameter, Status),
            .. status.Parameter.Where(one => one.Name == "notification-event").SelectMany(one => Of(one.Part, Event)),
            .. status.Parameter.Where(one => one is { Name: "type", Value: Code { Value: var kind } } && !Kinds.Contains(kind)).Select(_ => "type"),
            .. status.Parameter.Where(one => one is { Name: "status", Value: Code { Value: var code } } && !Statuses.Contains(code)).Select(_ => "status"),
        ]
        : ["resource"];

    private static IEnumerable<string> Of(IReadOnlyCollection<Parameters.ParameterComponent> parameters, Slice[] slices) =>
    [
        .. slices.Where(slice => parameters.Count(slice.Has) is var count && (count < slice.Least || count > slice.Most)).Select(slice => $"{slice.Name}: how many"),
        .. slices.Where(slice => parameters.Where(slice.Has).Any(one => one.Value?.GetType() != slice.Value)).Select(slice => $"{slice.Name}: value"),
        .. parameters.Where(one => !slices.Any(slice => slice.Has(one))).Select(one => $"{one.Name}: not of the guide"),
    ];

    /// <summary>A parameter of the profile: its name, how often it comes, and of which type its value is.</summary>
    private sealed record Slice(string Name, int Least, int Most, Type? Value)
    {
        public bool Has(Parameters.ParameterComponent parameter) => parameter.Name == Name;
    }
}
