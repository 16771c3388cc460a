using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Search;
using Hl7.Fhir.Model;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Topics;

/// <summary>Reads what a Subscription asks for, or everything that stands against it. Pure.</summary>
internal static class SubscriptionTermsReader
{
    private const string Json = "application/fhir+json";

    // A notification is an HTTP request of ours: how it is framed and to whom it goes is not the subscriber's to say.
    private static readonly string[] OwnHeaders =
        ["host", "content-type", "content-length", "transfer-encoding", "connection", "te", "upgrade", "trailer", "expect", "keep-alive", "proxy-connection"];

    /// <param name="subscription">The resource.</param>
    /// <param name="index">What the filters' parameters mean.</param>
    /// <param name="options">What the server allows.</param>
    public static (SubscriptionTerms? Terms, ImmutableArray<Issue> Issues) Read(Subscription subscription, SearchIndex index, TopicsOptions options)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var topic = TopicOf(subscription, issues);
        var filters = topic is null ? [] : FiltersOf(subscription, topic, index, issues);
        var endpoint = EndpointOf(subscription, options, issues);
        var channel = subscription.Channel ?? new Subscription.ChannelComponent();
        var headers = HeadersOf(channel, issues);
        var content = ContentOf(channel, issues);
        var heartbeat = SecondsOf(channel, Backport.HeartbeatPeriod, options.ShortestHeartbeatSeconds, options.LongestHeartbeatSeconds, issues);
        var timeout = SecondsOf(channel, Backport.Timeout, 1, (int)options.TimeoutSeconds, issues);
        var most = CountOf(channel, options.MostInNotification, issues);
        return issues.Count > 0 || topic is null || endpoint is null
            ? (null, issues.ToImmutable())
            : (new SubscriptionTerms(topic, filters, endpoint) { Headers = headers, Content = content, Heartbeat = heartbeat, Timeout = timeout, MostEvents = most }, []);
    }

    private static Topic? TopicOf(Subscription subscription, ImmutableArray<Issue>.Builder issues)
    {
        var topic = subscription.Criteria is { } canonical ? TopicLibrary.Find(canonical) : null;
        if (topic is null)
        {
            issues.Add(new Issue(
                IssueType.NotSupported,
                "The criteria is the canonical address of a topic of this server; the capability statement lists them. Searches are filters beside it.",
                "Subscription.criteria"));
        }

        return topic;
    }

    private static ImmutableArray<TopicFilter> FiltersOf(Subscription subscription, Topic topic, SearchIndex index, ImmutableArray<Issue>.Builder issues)
    {
        var filters = ImmutableArray.CreateBuilder<TopicFilter>();
        foreach (var (place, extension) in subscription.CriteriaElement.Extension.Index())
        {
            if (extension.Url != Backport.FilterCriteria)
            {
                continue;
            }

            var expression = $"Subscription.criteria.extension[{place}].value";
            if ((extension.Value as FhirString)?.Value is not { } text || QueryOf(text, topic.Focus) is not { } query)
            {
                issues.Add(new Issue(IssueType.Invalid, $"A filter has the form {topic.Focus}?parameter=value.", expression));
                continue;
            }

            foreach (var filter in PartsOf(query))
            {
                if (!topic.Filters.Contains(filter.Name))
                {
                    issues.Add(new Issue(IssueType.NotSupported, $"This topic is filtered by {string.Join(", ", topic.Filters)}.", expression));
                }
                else if (!TopicFilters.IsUnderstood(filter, topic.Focus, index))
                {
                    issues.Add(new Issue(IssueType.Invalid, "The value of a filter is a code, system|code, or Type/id; alternatives are between commas.", expression));
                }
                else
                {
                    filters.Add(filter);
                }
            }
        }

        return filters.ToImmutable();
    }

    // The type before the question mark may be left out: a topic has one focus.
    private static string? QueryOf(string text, string focus) => text.Split('?') switch
    {
        [{ Length: > 0 } query] => query,
        [var type, { Length: > 0 } query] when type == focus => query,
        _ => null,
    };

    private static IEnumerable<TopicFilter> PartsOf(string query) => query.Split('&').Select(part => part.Split('=', 2)).Select(part =>
        new TopicFilter(Uri.UnescapeDataString(part[0]), part.Length > 1 ? Uri.UnescapeDataString(part[1].Replace('+', ' ')) : string.Empty));

    private static Uri? EndpointOf(Subscription subscription, TopicsOptions options, ImmutableArray<Issue>.Builder issues)
    {
        var type = subscription.Channel?.TypeElement;
        if (type?.Value is not null and not Subscription.SubscriptionChannelType.RestHook || type?.GetExtension(Backport.ChannelType) is not null)
        {
            issues.Add(new Issue(IssueType.NotSupported, "The channel of this server is rest-hook.", "Subscription.channel.type"));
        }

        if (!Uri.TryCreate(subscription.Channel?.Endpoint, UriKind.Absolute, out var endpoint) || EndpointPolicy.Objection(endpoint, options.EndpointHosts) is not null)
        {
            issues.Add(new Issue(
                IssueType.BusinessRule,
                endpoint is null ? "Say where notifications go: an absolute address." : EndpointPolicy.Objection(endpoint, options.EndpointHosts)!,
                "Subscription.channel.endpoint"));
            return null;
        }

        return endpoint;
    }

    private static ImmutableArray<(string Name, string Value)> HeadersOf(Subscription.ChannelComponent channel, ImmutableArray<Issue>.Builder issues)
    {
        var headers = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (place, header) in channel.Header.Index())
        {
            var parts = header?.Split(':', 2) ?? [];
            if (parts is [var name, var value] && IsToken(name) && !OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) && !value.Any(char.IsControl))
            {
                headers.Add((name, value.Trim()));
            }
            else
            {
                issues.Add(new Issue(IssueType.Invalid, "A header is Name: value, and none that says where to or how a request goes.", $"Subscription.channel.header[{place}]"));
            }
        }

        return headers.ToImmutable();
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static PayloadContent ContentOf(Subscription.ChannelComponent channel, ImmutableArray<Issue>.Builder issues)
    {
        if (channel.Payload != Json)
        {
            issues.Add(new Issue(IssueType.NotSupported, $"Notifications are sent as {Json}: say so.", "Subscription.channel.payload"));
        }

        if (channel.PayloadElement?.GetExtension(Backport.Content) is not { } extension)
        {
            return PayloadContent.IdOnly;
        }

        if (PayloadContents.Parse((extension.Value as Code)?.Value) is { } content)
        {
            return content;
        }

        issues.Add(new Issue(IssueType.NotSupported, "The content is empty, id-only or full-resource.", "Subscription.channel.payload.extension.value"));
        return PayloadContent.IdOnly;
    }

    private static TimeSpan? SecondsOf(Subscription.ChannelComponent channel, string url, int least, int most, ImmutableArray<Issue>.Builder issues)
    {
        if (channel.GetExtension(url) is not { } extension)
        {
            return null;
        }

        if (extension.Value is UnsignedInt { Value: { } seconds } && seconds >= least && seconds <= most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        issues.Add(new Issue(IssueType.Value, $"This is {least} to {most} seconds, as an unsignedInt.", $"Subscription.channel.extension('{url}').value"));
        return null;
    }

    private static int? CountOf(Subscription.ChannelComponent channel, int most, ImmutableArray<Issue>.Builder issues)
    {
        if (channel.GetExtension(Backport.MaxCount) is not { } extension)
        {
            return null;
        }

        if (extension.Value is PositiveInt { Value: { } count } && count >= 1)
        {
            return Math.Min(count, most);
        }

        issues.Add(new Issue(IssueType.Value, "This is a positiveInt.", $"Subscription.channel.extension('{Backport.MaxCount}').value"));
        return null;
    }
}
