using System.Globalization;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Topics;
using Hl7.Fhir.Model;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Notifications;

/// <summary>Writes notifications as the backport guide has them in R4: a history Bundle that begins with the subscription's status as Parameters. Pure.</summary>
internal sealed class NotificationWriter(PublicBase publicBase)
{
    /// <summary>A notification, or the answer to <c>$events</c>.</summary>
    /// <param name="about">Whose, and how it is.</param>
    /// <param name="kind">What for.</param>
    /// <param name="events">What happened; those that may be seen.</param>
    /// <param name="content">How much of the resources goes with it.</param>
    /// <param name="now">When it is written.</param>
    public Bundle Write(SubscriptionState about, NotificationKind kind, IReadOnlyCollection<SentEvent> events, PayloadContent content, DateTimeOffset now)
    {
        var bundle = new Bundle
        {
            Id = NewId(now),
            Meta = new Meta { Profile = [Backport.NotificationProfile] },
            Type = Bundle.BundleType.History,
            Timestamp = now,
            Entry = [StatusEntry(about, kind, events, content, now)],
        };
        if (content is not PayloadContent.Empty)
        {
            bundle.Entry.AddRange(events.SelectMany(one => new[] { one.Focus, one.Context }).OfType<ResourceVersion>().DistinctBy(version => version.Key)
                .Select(version => ResourceEntry(version, content)));
        }

        return bundle;
    }

    /// <summary>The answer to <c>$status</c>: one status for each subscription.</summary>
    public Bundle WriteStatus(IReadOnlyCollection<SubscriptionState> states, DateTimeOffset now) => new()
    {
        Id = NewId(now),
        Type = Bundle.BundleType.Searchset,
        Timestamp = now,
        Total = states.Count,
        Entry =
        [
            .. states.Select(state => new Bundle.EntryComponent
            {
                FullUrl = $"urn:uuid:{NewId(now)}",
                Resource = Status(state, NotificationKind.QueryStatus, [], PayloadContent.IdOnly, now),
                Search = new Bundle.SearchComponent { Mode = Bundle.SearchEntryMode.Match },
            }),
        ],
    };

    private Bundle.EntryComponent StatusEntry(
        SubscriptionState about, NotificationKind kind, IReadOnlyCollection<SentEvent> events, PayloadContent content, DateTimeOffset now)
    {
        var status = Status(about, kind, events, content, now);
        return new Bundle.EntryComponent
        {
            FullUrl = $"urn:uuid:{status.Id}",
            Resource = status,
            Request = new Bundle.RequestComponent { Method = Bundle.HTTPVerb.GET, Url = $"Subscription/{about.Id}/$status" },
            Response = new Bundle.ResponseComponent { Status = "200" },
        };
    }

    private Bundle.EntryComponent ResourceEntry(ResourceVersion version, PayloadContent content) => new()
    {
        FullUrl = $"{publicBase.Prefix}{version.Key}",
        Resource = content is PayloadContent.FullResource ? FhirJson.ReadStored(version.Content) : null,
        Request = new Bundle.RequestComponent { Method = Bundle.HTTPVerb.GET, Url = version.Key.ToString() },
        Response = new Bundle.ResponseComponent { Status = "200" },
    };

    private Parameters Status(SubscriptionState about, NotificationKind kind, IReadOnlyCollection<SentEvent> events, PayloadContent content, DateTimeOffset now)
    {
        var status = new Parameters { Id = NewId(now), Meta = new Meta { Profile = [Backport.StatusProfile] } };
        status.Add("subscription", new ResourceReference($"{publicBase.Prefix}Subscription/{about.Id}"));
        if (content is not PayloadContent.Empty)
        {
            status.Add("topic", new Canonical(about.Topic));
        }

        status.Add("status", new Code(CodeOf(about.Status)));
        status.Add("type", new Code(CodeOf(kind)));
        status.Add("events-since-subscription-start", new FhirString(Text(about.Events)));
        foreach (var one in events)
        {
            status.Parameter.Add(EventOf(one, content));
        }

        if (about.Fault is { } fault)
        {
            status.Add("error", new CodeableConcept { Text = fault });
        }

        return status;
    }

    private Parameters.ParameterComponent EventOf(SentEvent one, PayloadContent content)
    {
        var part = new Parameters.ParameterComponent
        {
            Name = "notification-event",
            Part =
            [
                new() { Name = "event-number", Value = new FhirString(Text(one.Number)) },
                new() { Name = "timestamp", Value = new Instant(one.At) },
            ],
        };
        if (content is not PayloadContent.Empty)
        {
            part.Part.Add(new() { Name = "focus", Value = new ResourceReference($"{publicBase.Prefix}{one.Focus.Key}") });
            if (one.Context is { } context)
            {
                part.Part.Add(new() { Name = "additional-context", Value = new ResourceReference($"{publicBase.Prefix}{context.Key}") });
            }
        }

        return part;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("D");

    private static string CodeOf(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Requested => "requested",
        SubscriptionStatus.Active => "active",
        SubscriptionStatus.Error => "error",
        SubscriptionStatus.Off => "off",
    };

    private static string CodeOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Handshake => "handshake",
        NotificationKind.Heartbeat => "heartbeat",
        NotificationKind.Event => "event-notification",
        NotificationKind.QueryStatus => "query-status",
        NotificationKind.QueryEvent => "query-event",
    };
}
