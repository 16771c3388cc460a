using System.Globalization;
using Fhir.Profiles;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review.Ageing;
using Gateway.Routing;
using Hl7.Fhir.Model;

namespace Gateway.Review.Queue;

/// <summary>Writes what a reviewer is shown: what a decision needs, and nothing else of the message or the charts. Pure.</summary>
internal static class ReviewerView
{
    private const string Units = "http://unitsofmeasure.org";
    private const int MonthsUntilYears = 24;

    public static Parameters Of(HeldMessage held, AgeingOptions ageing, DateTimeOffset now)
    {
        var view = new Parameters();
        view.Add("message", new ResourceReference($"{held.Stored.ResourceType}/{held.Stored.ResourceId}"));
        view.Add("reason", held.Task.ReasonCode);
        if (held.Task.GetExtensionValue<Code>(Canonicals.VerdictStrength) is { } strength)
        {
            view.Add("strength", new Code(strength.Value));
        }

        view.Add("urgency", new Code(held.Task.Priority switch
        {
            RequestPriority.Stat => "stat",
            RequestPriority.Asap => "asap",
            RequestPriority.Urgent => "urgent",
            RequestPriority.Routine or null => "routine",
        }));
        view.Add("heldSince", new Instant(held.Row.Occurred));
        view.Add("waiting", new Duration { Value = (decimal)Math.Floor(Math.Max(0, (now - held.Row.Occurred).TotalMinutes)), Unit = "min", System = Units, Code = "min" });
        view.Add("dueBy", new Instant(AgeingPolicy.DueBy(held.Task.Priority, held.Row.Occurred, ageing)));
        if (WorkTasks.HolderOf(held.Task) is { } holder)
        {
            view.Add("claimedBy", new ResourceReference(holder));
            view.Add("claimedSince", new Instant(WorkTasks.ClaimedSince(held.Task) ?? held.Row.LastUpdated));
        }

        view.Parameter.AddRange(TextsOf(held.Message));
        view.Parameter.AddRange(AttachmentsOf(held.Message));
        view.Parameter.AddRange(held.Task.GetExtensions(Canonicals.Evidence).Select(EvidenceOf));
        view.Add("sender", new ResourceReference(held.Message.Sender?.Reference ?? held.Stored.Sender));
        view.Parameter.Add(ChartOf("addressed", held.Addressed, held, now));
        view.Parameter.AddRange(held.Suggested.Select(chart => ChartOf("suggested", chart, held, now)));
        return view;
    }

    private static IEnumerable<Parameters.ParameterComponent> TextsOf(Communication message) =>
        from part in MessageText.PartsOf(message)
        where !string.IsNullOrWhiteSpace(part.Value)
        select Group("text", ("expression", new FhirString(part.Expression)), ("value", new FhirString(part.Value)));

    private static IEnumerable<Parameters.ParameterComponent> AttachmentsOf(Communication message)
    {
        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.Content is Attachment attachment && attachment.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) != true)
            {
                yield return Group(
                    "attachment",
                    ("expression", new FhirString(string.Create(CultureInfo.InvariantCulture, $"Communication.payload[{index}].content"))),
                    ("contentType", attachment.ContentType is { } type ? new Code(type) : null),
                    ("size", AttachmentSize.Of(attachment.Data?.Length ?? AttachmentSize.Read(attachment))));
            }
        }
    }

    private static Parameters.ParameterComponent EvidenceOf(Extension evidence)
    {
        var group = new Parameters.ParameterComponent { Name = "evidence" };
        group.Part.AddRange(evidence.Extension.Select(part => new Parameters.ParameterComponent { Name = part.Url, Value = part.Value }));
        return group;
    }

    private static Parameters.ParameterComponent ChartOf(string name, HeldMessage.Chart chart, HeldMessage held, DateTimeOffset now)
    {
        var group = Group(
            name,
            ("chart", new ResourceReference($"Patient/{chart.Id}")),
            ("name", chart.Facts is { Names: [var first, ..] } ? new FhirString(string.Join(' ', [.. first.Given, first.Family ?? string.Empty]).Trim()) : null),
            ("age", chart.Facts?.BirthDate is { } birth ? AgeOn(birth, DateOnly.FromDateTime(now.UtcDateTime)) : null),
            ("sex", chart.Facts?.Gender is { } sex ? new Code(sex) : null));
        group.Part.AddRange(RelationsOf(chart.Facts, held).Distinct().Select(relation => new Parameters.ParameterComponent { Name = "relation", Value = new Code(relation) }));
        return group;
    }

    private static IEnumerable<string> RelationsOf(ChartFacts? chart, HeldMessage held)
    {
        if (chart is null || held.Sender is not { } sender)
        {
            return [];
        }

        return sender.OwnChart == chart.Id || sender.Identities.Contains(chart.Id.Key)
            ? ["self"]
            : chart.Proxies.Where(grant => sender.Identities.Contains(grant.RelatedPerson)).SelectMany(grant => grant.Relationships);
    }

    private static Age AgeOn(PartialDate birth, DateOnly today)
    {
        var years = birth.AgeOn(today);
        var first = birth.FirstDay();
        var months = ((today.Year - first.Year) * 12) + today.Month - first.Month - (today.Day < first.Day ? 1 : 0);
        return months < MonthsUntilYears
            ? new Age { Value = Math.Max(0, months), Unit = "mo", System = Units, Code = "mo" }
            : new Age { Value = Math.Max(0, years), Unit = "a", System = Units, Code = "a" };
    }

    private static Parameters.ParameterComponent Group(string name, params (string Name, DataType? Value)[] parts)
    {
        var group = new Parameters.ParameterComponent { Name = name };
        group.Part.AddRange(parts.Where(part => part.Value is not null).Select(part => new Parameters.ParameterComponent { Name = part.Name, Value = part.Value }));
        return group;
    }
}
