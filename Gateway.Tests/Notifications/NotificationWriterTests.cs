using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Notifications;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Topics;
using Hl7.Fhir.Model;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Tests.Notifications;

/// <summary>Notifications as the backport guide has them, each held to R4.</summary>
public sealed class NotificationWriterTests
{
    private const string Base = "https://gateway.example/fhir";

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubscriptionState State = new("s1", $"{Fhir.Profiles.Canonicals.Base}/SubscriptionTopic/message-routed", SubscriptionStatus.Active, 7, null);
    private static readonly NotificationWriter Writer = new(new PublicBase(new Uri(Base)));

    private static readonly SentEvent Routed = new(7, Noon.AddMinutes(-1), Version("Task", "t1"), Version("Communication", "m1"));

    [Theory]
    [InlineData("Handshake", "handshake")]
    [InlineData("Heartbeat", "heartbeat")]
    [InlineData("Event", "event-notification")]
    [InlineData("QueryEvent", "query-event")]
    public void The_first_entry_is_the_status_as_if_it_were_asked_for(string kind, string code)
    {
        var bundle = Written(Enum.Parse<NotificationKind>(kind), [], PayloadContent.IdOnly);

        Assert.Equal(Bundle.BundleType.History, bundle.Type);
        var first = bundle.Entry[0];
        var status = Assert.IsType<Parameters>(first.Resource);
        Assert.Equal((Bundle.HTTPVerb.GET, "Subscription/s1/$status", "200"), (first.Request!.Method, first.Request.Url, first.Response!.Status));
        Assert.Equal([Backport.StatusProfile], status.Meta!.Profile);
        Assert.Equal(($"{Base}/Subscription/s1", "active", code, "7"), (
            ((ResourceReference)Value(status, "subscription")!).Reference, ((Code)Value(status, "status")!).Value, ((Code)Value(status, "type")!).Value,
            ((FhirString)Value(status, "events-since-subscription-start")!).Value));
    }

    [Fact]
    public void An_empty_notification_names_no_resource_and_no_topic()
    {
        var bundle = Written(NotificationKind.Event, [Routed], PayloadContent.Empty);

        var status = (Parameters)Assert.Single(bundle.Entry).Resource!;
        Assert.Null(Value(status, "topic"));
        Assert.Equal(["event-number", "timestamp"], Assert.Single(Events(status)).Part.Select(part => part.Name));
    }

    [Fact]
    public void An_id_only_notification_refers_and_does_not_show()
    {
        var bundle = Written(NotificationKind.Event, [Routed], PayloadContent.IdOnly);

        var status = (Parameters)bundle.Entry[0].Resource!;
        Assert.Equal(State.Topic, ((Canonical)Value(status, "topic")!).Value);
        Assert.Equal(["event-number", "timestamp", "focus", "additional-context"], Assert.Single(Events(status)).Part.Select(part => part.Name));
        Assert.Equal([$"{Base}/Task/t1", $"{Base}/Communication/m1"], bundle.Entry.Skip(1).Select(entry => entry.FullUrl));
        Assert.All(bundle.Entry.Skip(1), entry => Assert.Equal((null, entry.FullUrl![(Base.Length + 1)..]), (entry.Resource, entry.Request!.Url)));
    }

    [Fact]
    public void A_full_notification_holds_each_resource_once()
    {
        var bundle = Written(NotificationKind.Event, [Routed, Routed with { Number = 8 }], PayloadContent.FullResource);

        Assert.Equal(["7", "8"], Events((Parameters)bundle.Entry[0].Resource!).Select(one => ((FhirString)one.Part[0].Value!).Value));
        Assert.Equal(["t1", "m1"], bundle.Entry.Skip(1).Select(entry => entry.Resource!.Id));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_topic_is_told_by_the_shape_of_its_definition(string code)
    {
        var topic = TopicLibrary.OfCode(code);
        var shape = ((Basic)ProfileLibrary.Parse(ProfileLibrary.OfType("Basic").Single(definition => definition.Id == code))).Extension
            .Single(extension => extension.Url!.EndsWith(".notificationShape", StringComparison.Ordinal));

        // A Task is told with the message that it is about, as the journeys see it; a message alone.
        Assert.Equal(topic.Focus, shape.GetExtensionValue<FhirUri>("resource")!.Value);
        Assert.Equal(
            topic.Focus == "Task" ? [code == TopicCodes.Escalation ? "Task:based-on" : "Task:focus"] : [],
            shape.GetExtensions("include").Select(include => ((FhirString)include.Value!).Value!));
    }

    public static TheoryData<string> Definitions => [.. TopicLibrary.All.Select(topic => topic.Code)];

    [Fact]
    public void What_is_wrong_with_a_subscription_is_told()
    {
        var bundle = Writer.WriteStatus([State with { Status = SubscriptionStatus.Error, Fault = "timeout" }], Noon);

        Assert.Equal((Bundle.BundleType.Searchset, 1), (bundle.Type, bundle.Total));
        Assert.Equal("timeout", ((CodeableConcept)Value((Parameters)bundle.Entry[0].Resource!, "error")!).Text);
        AssertValid(bundle);
    }

    private static Bundle Written(NotificationKind kind, IReadOnlyCollection<SentEvent> events, PayloadContent content)
    {
        var bundle = Writer.Write(State, kind, events, content, Noon);
        AssertValid(bundle);
        return bundle;
    }

    private static void AssertValid(Bundle bundle)
    {
        Assert.True(FhirJson.TryParse<Bundle>(FhirJson.Serialize(bundle), out _, out var issues), string.Join('\n', issues));
        Assert.Empty(ProfileValidator.Validate(bundle));
        Assert.Empty(BackportProfiles.FaultsOf(bundle));
    }

    private static DataType? Value(Parameters parameters, string name) => parameters.Parameter.SingleOrDefault(parameter => parameter.Name == name)?.Value;

    private static IEnumerable<Parameters.ParameterComponent> Events(Parameters status) => status.Parameter.Where(parameter => parameter.Name == "notification-event");

    private static ResourceVersion Version(string type, string id)
    {
        Resource resource = type == "Task"
            ? new Hl7.Fhir.Model.Task { Status = Hl7.Fhir.Model.Task.TaskStatus.Requested, Intent = Hl7.Fhir.Model.Task.TaskIntent.Order }
            : new Communication { Status = EventStatus.Completed };
        resource.Id = id;
        return new ResourceVersion(new ResourceKey(type, id), 1, Noon, FhirJson.Serialize(resource));
    }
}
