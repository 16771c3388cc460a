using System.Collections.Immutable;
using Gateway.Messages;
using Gateway.References;
using Gateway.Search;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Load.Seeding;

/// <summary>A message of one text and the Task for its pool, written by the intake's own writers.</summary>
internal sealed class SeedTemplate
{
    private readonly SlottedResource _message;
    private readonly SlottedResource _task;

    /// <param name="text">What the patient writes.</param>
    /// <param name="isAnswer">It answers an earlier message of its chart.</param>
    /// <param name="pool">Where the intake would have sent it.</param>
    /// <param name="urgency">How urgent it would have found it.</param>
    /// <param name="index">Says what the two are found by.</param>
    public SeedTemplate(string text, bool isAnswer, string pool, Urgency urgency, SearchIndex index)
    {
        var marks = SeedValues.Marks;
        var (id, chart) = (new MessageId(marks.Message), new PatientId(marks.Chart));
        var route = new IntakeDecision.Route(new ResourceKey("CareTeam", pool), urgency, ImmutableArray<Gateway.Resources.RuleHit>.Empty);
        var posted = new Communication
        {
            Status = EventStatus.InProgress,
            InResponseTo = isAnswer ? [new ResourceReference($"Communication/{marks.Answered}")] : [],
            Subject = new ResourceReference(chart.Key.ToString()),
            Sender = new ResourceReference(chart.Key.ToString()),
            Payload = [new Communication.PayloadComponent { Content = new FhirString(text) }],
        };
        _message = new SlottedResource(MessageWriter.Filed(posted, id, chart, route, marks.At), SeedSlot.Message, index);
        _task = new SlottedResource(TaskWriter.ForPool(id, chart, route, marks.At), SeedSlot.Task, index);
    }

    /// <summary>The rows of one message, of which the first has that sequence.</summary>
    public void Fill(SeedValues values, long sequence, SeedRows rows)
    {
        _message.Fill(values, sequence, rows);
        _task.Fill(values, sequence + 1, rows);
    }
}
