using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;
using static Gateway.Tests.Access.MatrixScopes;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Access;

/// <summary>A stored resource of the matrix: in a chart or none, held or not, of some content in each of its versions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Chart">Its chart; none for what is nobody's.</param>
/// <param name="Versions">What each version is, the last one being current.</param>
internal sealed record MatrixResource(string Id, string Type, string? Chart, params Content[] Versions)
{
    public string? Sender { get; init; }

    public bool IsHeld { get; init; }

    /// <summary>The message that a Task is about.</summary>
    public string? Focus { get; init; }

    public string Path => $"{Type}/{Id}";

    public static IReadOnlyList<MatrixResource> All { get; } =
    [
        .. OfChart(Lindqvists.Ikenna),
        .. OfChart(Lindqvists.Astrid),
        .. OfChart(Lindqvists.Tobias).Where(resource => resource.Type == "Communication"),
        new("matrix-ngozi", "Communication", Lindqvists.Ngozi, Content.Red | Content.Notification) { Sender = $"Patient/{Lindqvists.Ngozi}" },
        new("matrix-form", "Questionnaire", null, Content.Red),
        new("matrix-subscription", "Subscription", null, Content.Red),
    ];

    /// <summary>An entry of the audit trail as it is answered: an AuditEvent and a Provenance, which have no versions, no history and no content to narrow by.</summary>
    public static IEnumerable<MatrixResource> OfTrail(AuditEntry entry) => ((string[])["AuditEvent", "Provenance"]).Select(type => new MatrixResource(
        entry.Sequence.ToString(CultureInfo.InvariantCulture), type, entry.Chart, Content.Plain)
    {
        Sender = entry.Sender,
        IsHeld = entry.Quarantined,
    });

    /// <summary>The rows to store, the search entries among them.</summary>
    public async IAsyncEnumerable<object> RowsAsync(SequenceBlocks sequences, SearchIndex index)
    {
        var sequence = await sequences.NextAsync(TestContext.Current.CancellationToken);
        var noon = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
        var row = Row(sequence, Versions.Length, noon.AddMinutes(Versions.Length));
        for (var version = 1; version < Versions.Length; version++)
        {
            yield return SupersededVersion.Of(Row(sequence, version, noon.AddMinutes(version)));
        }

        yield return row;
        foreach (var entry in index.EntriesOf(ContentOf(Versions.Length)).RowsFor(sequence, row.Occurred))
        {
            yield return entry;
        }
    }

    private static IEnumerable<MatrixResource> OfChart(string chart)
    {
        var name = $"matrix-{chart[..chart.IndexOf('-', StringComparison.Ordinal)]}";
        yield return new MatrixResource($"{name}-red", "Communication", chart, Content.Plain, Content.Red) { Sender = $"Patient/{Lindqvists.Sven}" };
        yield return new MatrixResource($"{name}-news", "Communication", chart, Content.Notification, Content.Red | Content.Notification) { Sender = $"Patient/{Lindqvists.Ngozi}" };
        yield return new MatrixResource($"{name}-held", "Communication", chart, Content.Red | Content.Notification) { Sender = $"Patient/{Lindqvists.Ngozi}", IsHeld = true };
        yield return new MatrixResource($"{name}-task", "Task", chart, Content.Red) { Sender = $"Patient/{Lindqvists.Ngozi}", Focus = $"{name}-news" };
        yield return new MatrixResource($"{name}-review", "Task", chart, Content.Red) { Sender = $"Patient/{Lindqvists.Ngozi}", IsHeld = true, Focus = $"{name}-held" };
        yield return new MatrixResource($"{name}-request", "CommunicationRequest", chart, Content.Red, Content.Plain);
    }

    private StoredResource Row(long sequence, int version, DateTimeOffset at) => new()
    {
        Sequence = sequence,
        ResourceType = Type,
        ResourceId = Id,
        Version = version,
        LastUpdated = at,
        Occurred = SearchIndex.OccurredOf(ContentOf(version)) ?? at,
        Chart = Chart,
        Sender = Sender,
        Quarantined = IsHeld,
        Content = FhirJson.Serialize(ContentOf(version)),
    };

    private Resource ContentOf(int version)
    {
        var content = Versions[version - 1];
        var subject = Chart is null ? null : new ResourceReference(new ResourceKey("Patient", Chart).ToString());
        Resource resource = Type switch
        {
            "Communication" => new Communication
            {
                Status = EventStatus.Completed,
                Subject = subject,
                Sender = new ResourceReference(Sender),
                Sent = "2026-05-04T12:00:00Z",
                Category = content.HasFlag(Content.Notification) ? [new CodeableConcept("http://terminology.hl7.org/CodeSystem/communication-category", "notification")] : [],
                Payload = [new Communication.PayloadComponent { Content = new FhirString("A word about the matrix.") }],
            },
            "Task" => new FhirTask
            {
                Status = FhirTask.TaskStatus.Requested,
                Intent = FhirTask.TaskIntent.Order,
                For = subject,
                Focus = new ResourceReference($"Communication/{Focus}"),
            },
            "CommunicationRequest" => new CommunicationRequest
            {
                Status = RequestStatus.Draft,
                Subject = subject,
                Requester = new ResourceReference("Practitioner/dr-haas"),
                Payload = [new CommunicationRequest.PayloadComponent { Content = new FhirString("A wish about the matrix.") }],
            },
            "Questionnaire" => new Questionnaire { Status = PublicationStatus.Draft },
            "Subscription" => new Subscription
            {
                Status = Subscription.SubscriptionStatus.Off,
                Reason = "matrix",
                Criteria = "Communication?status=completed",
                Channel = new Subscription.ChannelComponent { Type = Subscription.SubscriptionChannelType.RestHook },
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        resource.Id = Id;
        resource.Meta = new Meta
        {
            VersionId = version.ToString(CultureInfo.InvariantCulture),
            Tag = content.HasFlag(Content.Red) ? [new Coding("urn:matrix", "red")] : [],
        };
        return resource;
    }
}
