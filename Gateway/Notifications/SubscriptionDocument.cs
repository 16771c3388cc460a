using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Topics;
using Hl7.Fhir.Utility;

namespace Gateway.Notifications;

/// <summary>A topic subscription as those who run the gateway see it: ids, codes and times, no header, and of its endpoint the origin alone.</summary>
internal sealed record SubscriptionDocument
{
    public required string Id { get; init; }

    public required string Topic { get; init; }

    /// <summary><c>requested</c>, <c>active</c> or <c>error</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The client that subscribed.</summary>
    public required string Client { get; init; }

    /// <summary>For whom, as <c>Type/id</c>; none for a system.</summary>
    public string? Person { get; init; }

    /// <summary>Where it is sent to, without the path, which may be a secret.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How many events there were.</summary>
    public required long Events { get; init; }

    /// <summary>When the last of them was; none before the first, or when it is no longer kept.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How many are not sent yet.</summary>
    public required long Pending { get; init; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? Fault { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When its endpoint last took something.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>When the status changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public static SubscriptionDocument Of(LiveSubscription live, DateTimeOffset? lastEventAt) => new()
    {
        Id = live.Id,
        Topic = live.Row.Topic,
        Status = TopicStatuses.Of(live.Row.Status).GetLiteral()!,
        Client = live.Row.Client,
        Person = live.Row.Person,
        Endpoint = live.Terms?.Endpoint.GetLeftPart(UriPartial.Authority),
        Events = live.Row.LastNumber,
        LastEventAt = lastEventAt,
        Pending = live.Pending,
        Fault = live.Delivery.Fault,
        FailingSince = live.Delivery.FailingSince,
        HeardAt = live.Delivery.HeardAt,
        ChangedAt = live.Row.ChangedAt,
        EndsAt = live.Row.EndsAt,
    };
}

/// <summary>The subscriptions that are not off: what failed first.</summary>
internal sealed record SubscriptionListing(IReadOnlyList<SubscriptionDocument> Subscriptions);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubscriptionDocument))]
[JsonSerializable(typeof(SubscriptionListing))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
