using System.Text;
using System.Text.Json.Nodes;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Topics;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Topics;

/// <summary>What a Subscription may ask for, and what it is told that it may not.</summary>
public sealed class SubscriptionTermsTests
{
    private const string Hook = "https://subscriber.example/hook";

    private static readonly SearchIndex Index = new([]);

    [Fact]
    public void Everything_that_the_guide_knows_is_read()
    {
        var terms = Terms(ASubscription.To("message-received", Hook, "Communication?patient=Patient/susie&priority=urgent,stat", "sender=Patient/susie")
            .Holding("full-resource").WithHeader("Authorization: Bearer a:b")
            .Extending(Backport.HeartbeatPeriod, "valueUnsignedInt", 60)
            .Extending(Backport.Timeout, "valueUnsignedInt", 5)
            .Extending(Backport.MaxCount, "valuePositiveInt", 3));

        Assert.Equal("message-received", terms.Topic.Code);
        Assert.Equal([new("patient", "Patient/susie"), new("priority", "urgent,stat"), new("sender", "Patient/susie")], terms.Filters);
        Assert.Equal([("Authorization", "Bearer a:b")], terms.Headers);
        Assert.Equal((PayloadContent.FullResource, 60, 5, 3), (terms.Content, terms.Heartbeat?.TotalSeconds, terms.Timeout?.TotalSeconds, terms.MostEvents));
    }

    [Fact]
    public void Who_says_no_more_gets_ids_and_no_heartbeat()
    {
        var terms = Terms(ASubscription.To("task-overdue", Hook));

        Assert.Equal((PayloadContent.IdOnly, null, null, null), (terms.Content, terms.Heartbeat, terms.Timeout, terms.MostEvents));
    }

    [Fact]
    public void Each_topic_names_filters_that_can_be_evaluated() => Assert.All(
        TopicLibrary.All,
        topic => Assert.All(topic.Filters, name => Assert.True(TopicFilters.IsUnderstood(new TopicFilter(name, "Patient/x"), topic.Focus, Index), $"{topic.Code} {name}")));

    [Fact]
    public void There_are_eight_topics() => Assert.Equal(
        ["answer-due", "escalation", "message-delivered", "message-held", "message-received", "message-routed", "message-undeliverable", "task-overdue"],
        TopicLibrary.All.Select(topic => topic.Code).Order(StringComparer.Ordinal));

    private static readonly Dictionary<string, (string Expression, JsonObject Subscription)> Cases = new()
    {
        ["a search instead of a topic"] = ("Subscription.criteria", With(ASubscription.To("message-received", Hook), "criteria", "Communication?status=completed")),
        ["a topic that is not there"] = ("Subscription.criteria", ASubscription.To("message-lost", Hook)),
        ["a filter of another type"] = ("Subscription.criteria.extension[0].value", ASubscription.To("message-received", Hook, "Task?patient=Patient/susie")),
        ["a filter that the topic has not"] = ("Subscription.criteria.extension[0].value", ASubscription.To("message-received", Hook, "Communication?encounter=Encounter/1")),
        ["a key that is another topic's"] = ("Subscription.criteria.extension[0].value", ASubscription.To("message-received", Hook, "pool=Group/refills")),
        ["a modifier"] = ("Subscription.criteria.extension[0].value", ASubscription.To("message-received", Hook, "status:not=completed")),
        ["a thread that is no reference"] = ("Subscription.criteria.extension[1].value", ASubscription.To("message-received", Hook, "priority=urgent", "thread=everything")),
        ["another channel"] = ("Subscription.channel.type", Channel(ASubscription.To("message-received", Hook), "type", "websocket")),
        ["a channel of its own"] = ("Subscription.channel.type", Channel(
            ASubscription.To("message-received", Hook), "_type",
            JsonNode.Parse($$"""{"extension":[{"url":"{{Backport.ChannelType}}","valueCoding":{"code":"zulip"} }]}""")!)),
        ["another format"] = ("Subscription.channel.payload", Channel(ASubscription.To("message-received", Hook), "payload", "application/fhir+xml")),
        ["another content"] = ("Subscription.channel.payload.extension.value", ASubscription.To("message-received", Hook).Holding("everything")),
        ["no endpoint"] = ("Subscription.channel.endpoint", Channel(ASubscription.To("message-received", Hook), "endpoint", null)),
        ["an endpoint without encryption"] = ("Subscription.channel.endpoint", ASubscription.To("message-received", "http://subscriber.example/hook")),
        ["an endpoint inside"] = ("Subscription.channel.endpoint", ASubscription.To("message-received", "https://10.0.0.1/hook")),
        ["a header that frames"] = ("Subscription.channel.header[0]", ASubscription.To("message-received", Hook).WithHeader("Content-Length: 7")),
        ["a header of two lines"] = ("Subscription.channel.header[0]", ASubscription.To("message-received", Hook).WithHeader("X-Key: a\r\nX-Other: b")),
        ["a heartbeat without pause"] = ($"Subscription.channel.extension('{Backport.HeartbeatPeriod}').value",
            ASubscription.To("message-received", Hook).Extending(Backport.HeartbeatPeriod, "valueUnsignedInt", 1)),
        ["a timeout beyond the server's"] = ($"Subscription.channel.extension('{Backport.Timeout}').value",
            ASubscription.To("message-received", Hook).Extending(Backport.Timeout, "valueUnsignedInt", 600)),
    };

    public static TheoryData<string> Wrong => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_not_supported_is_refused_at_its_place(string about)
    {
        var (expression, subscription) = Cases[about];
        var (terms, issues) = SubscriptionTermsReader.Read(Parse(subscription), Index, new TopicsOptions());

        Assert.True(terms is null && issues is [var issue] && issue.Expression == expression, $"{about}: {string.Join(' ', issues.Select(issue => issue.Expression))}");
    }

    [Theory]
    [InlineData("patient=Patient/susie", true)]
    [InlineData("patient=Patient/mark,Patient/susie", true)]
    [InlineData("patient=Patient/mark", false)]
    [InlineData("status=completed&priority=urgent", true)]
    [InlineData("status=completed&priority=stat", false)]
    [InlineData("thread=Communication/first", true)]
    [InlineData("thread=Communication/m1", true)]
    [InlineData("thread=Communication/other", false)]
    public void All_filters_must_hold(string filter, bool holds)
    {
        var terms = Terms(ASubscription.To("message-received", Hook, filter));
        var message = new Communication
        {
            Id = "m1",
            Status = EventStatus.Completed,
            Priority = RequestPriority.Urgent,
            Subject = new ResourceReference("Patient/susie"),
            InResponseTo = [new ResourceReference("Communication/first")],
        };

        Assert.Equal(holds, TopicFilters.Hold(terms.Filters, message, Index));
    }

    private static SubscriptionTerms Terms(JsonObject subscription)
    {
        var (terms, issues) = SubscriptionTermsReader.Read(Parse(subscription), Index, new TopicsOptions());
        Assert.Empty(issues);
        return terms!;
    }

    private static Subscription Parse(JsonObject subscription) => (Subscription)FhirJson.ReadStored(Encoding.UTF8.GetBytes(subscription.ToJsonString()));

    private static JsonObject With(JsonObject subscription, string element, JsonNode? value)
    {
        subscription[element] = value;
        return subscription;
    }

    private static JsonObject Channel(JsonObject subscription, string element, JsonNode? value)
    {
        subscription["channel"]![element] = value;
        return subscription;
    }
}
