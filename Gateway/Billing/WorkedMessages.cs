using System.Collections.Immutable;
using Gateway.Evisits;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Billing;

/// <summary>Reads the messages that time was recorded on, patient by patient: a few queries, however many they are.</summary>
internal sealed class WorkedMessages(IDbContextFactory<GatewayDb> databases)
{
    private const int AtOnce = 500;

    /// <summary>Further back a conversation is not followed.</summary>
    private const int LongestThread = 50;

    private static readonly string[] Patients = ["Patient", "RelatedPerson", "Person"];

    /// <summary>All worked messages of those patients on whose messages somebody spent time in these days: a window can follow from one long before.</summary>
    public async Task<IReadOnlyDictionary<PatientId, ImmutableArray<WorkedMessage>>> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> evaluations, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tasks = new List<FhirTask>();
        foreach (var patients in (await BillingQueries.Patients(db, from, until).ToListAsync(cancellationToken)).Chunk(AtOnce))
        {
            var rows = await BillingQueries.Tasks(db, [.. patients]).ToListAsync(cancellationToken);
            tasks.AddRange(rows.Select(row => (FhirTask)FhirJson.ReadStored(row.Content)));
        }

        var messages = await MessagesAsync(db, tasks, cancellationToken);
        return tasks
            .Select(task => (Task: task, Message: messages.GetValueOrDefault(task.Focus?.Reference ?? string.Empty)))
            .Where(pair => pair.Message is { Row.Chart: { } chart } && pair.Task.For?.Reference == $"Patient/{chart}")
            .GroupBy(pair => new PatientId(pair.Message!.Row.Chart!), pair => Of(pair.Task, pair.Message!, messages, evaluations))
            .ToDictionary(patient => patient.Key, patient => patient.ToImmutableArray());
    }

    private static WorkedMessage Of(FhirTask task, ReadMessage message, Dictionary<string, ReadMessage> all, IReadOnlySet<string> evaluations)
    {
        var first = FirstOf(message, all);
        string[] intents = [.. task.Input.Where(input => input.Type?.Text == "intent").Select(input => (input.Value as Code)?.Value).OfType<string>()];
        return new WorkedMessage(
            new ResourceKey("Communication", message.Row.ResourceId),
            new ResourceKey("Communication", first.Row.ResourceId),
            message.Row.Occurred,
            ResourceKey.TryParse(message.Row.Sender, out var sender) ? sender : null,
            IsPatients(message) && IsPatients(first),
            // What was urgent went to clinicians whatever else it asked for.
            intents.Length == 0 || intents.Any(evaluations.Contains),
            ResourceKey.TryParse(message.Content.Encounter?.Reference, out var encounter) ? encounter : null,
            RecordedTime.In(task));
    }

    private static bool IsPatients(ReadMessage message) => ResourceKey.TryParse(message.Row.Sender, out var sender) && Patients.Contains(sender.Type);

    private static ReadMessage FirstOf(ReadMessage message, Dictionary<string, ReadMessage> all)
    {
        var first = message;
        for (var step = 0; step < LongestThread && EarlierOf(first).Select(all.GetValueOrDefault).FirstOrDefault(earlier => earlier is not null) is { } earlier; step++)
        {
            if (earlier.Row.Chart != message.Row.Chart)
            {
                break;
            }

            first = earlier;
        }

        return first;
    }

    private static IEnumerable<string> EarlierOf(ReadMessage message) => message.Content.InResponseTo.Select(earlier => earlier.Reference).OfType<string>();

    private static async Task<Dictionary<string, ReadMessage>> MessagesAsync(GatewayDb db, List<FhirTask> tasks, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, ReadMessage>(StringComparer.Ordinal);
        var next = IdsOf(tasks.Select(task => task.Focus?.Reference).OfType<string>(), read);
        for (var step = 0; step < LongestThread && next.Length > 0; step++)
        {
            var found = new List<ReadMessage>();
            foreach (var ids in next.Chunk(AtOnce))
            {
                var rows = await BillingQueries.Messages(db, [.. ids]).ToListAsync(cancellationToken);
                found.AddRange(rows.Select(row => new ReadMessage(row, (Communication)FhirJson.ReadStored(row.Content))));
            }

            foreach (var message in found)
            {
                read[$"Communication/{message.Row.ResourceId}"] = message;
            }

            next = IdsOf(found.SelectMany(EarlierOf), read);
        }

        return read;
    }

    private static string[] IdsOf(IEnumerable<string> references, Dictionary<string, ReadMessage> read) =>
    [
        .. references.Distinct(StringComparer.Ordinal)
            .Where(reference => !read.ContainsKey(reference))
            .SelectMany(reference => ResourceKey.TryParse(reference, out var key) && key.Type == "Communication" ? [key.Id] : Array.Empty<string>()),
    ];

    /// <summary>A message as it is stored, and as it reads.</summary>
    private sealed record ReadMessage(StoredResource Row, Communication Content);
}
