using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Storage;
using Gateway.Topics;

namespace Gateway.Tests.Topics;

public sealed class SubscriberPolicyTests
{
    [Theory]
    [InlineData("message-received", "system/Communication.rs", null, true)]
    [InlineData("message-received", "system/Task.rs", null, false)]
    [InlineData("message-routed", "system/Task.r", null, true)]
    [InlineData("message-received", "patient/Communication.rs", "Patient/susie", true)]
    [InlineData("message-held", "system/Communication.rs", null, false)]
    [InlineData("message-held", "user/Communication.rs", "Practitioner/dr-lee", false)]
    [InlineData("message-held", "user/Communication.rs gateway/review", "Practitioner/dr-lee", true)]
    [InlineData("message-held", "system/Communication.rs gateway/review", null, false)]
    [InlineData("escalation", "user/Task.rs gateway/review", "Practitioner/dr-lee", true)]
    [InlineData("escalation", "user/Communication.rs gateway/review", "Practitioner/dr-lee", false)]
    public void Who_could_be_told_nothing_does_not_subscribe(string topic, string scopes, string? person, bool may) =>
        Assert.Equal(may, SubscriberPolicy.Objection(TopicLibrary.OfCode(topic), ReaderOf("app", person, scopes), null) is null);

    [Theory]
    [InlineData("app", "Patient/susie", "Error", true)]
    [InlineData("app", "Patient/mark", "Error", false)]
    [InlineData("other", "Patient/susie", "Active", false)]
    [InlineData("other", "Patient/mark", "Off", true)]
    public void Only_who_subscribed_asks_for_it_anew(string client, string person, string status, bool may)
    {
        var known = new TopicSubscription
        {
            SubscriptionId = "s1",
            Version = 1,
            Topic = TopicCodes.MessageReceived,
            Status = Enum.Parse<TopicStatus>(status),
            Client = "app",
            Person = "Patient/susie",
            Scopes = string.Empty,
            StartedAt = default,
            EndsAt = default,
            ChangedAt = default,
        };

        Assert.Equal(may, SubscriberPolicy.Objection(TopicLibrary.OfCode(TopicCodes.MessageReceived), ReaderOf(client, person, "user/*.cruds"), known) is null);
    }

    [Theory]
    [InlineData("system/*.cruds")]
    [InlineData("patient/Communication.rs")]
    [InlineData("user/Task.c")]
    [InlineData("patient/Communication.crs?category=http://terminology.hl7.org/CodeSystem/communication-category|notification")]
    public void A_scope_is_kept_in_its_own_words(string text)
    {
        Assert.True(SmartScope.TryParse(text, out var scope));

        Assert.Equal(text, scope.ToString());
    }

    private static Reader ReaderOf(string client, string? person, string scopes)
    {
        var parsed = scopes.Split(' ').Select(text => SmartScope.TryParse(text, out var scope) ? scope : (SmartScope?)null).OfType<SmartScope>();
        var who = ResourceKey.TryParse(person, out var key) ? key : (ResourceKey?)null;
        return new Reader(new Caller(client, null, who, parsed.ToImmutableArray(), scopes.Contains("gateway/review", StringComparison.Ordinal)), []);
    }
}
