using System.Collections;
using System.Globalization;
using Fhir.Profiles;
using Gateway.Subjects.Documents;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>
/// Collects the words of a message, wherever they stand. It walks, instead of listing elements, so that words in an extension, in the narrative,
/// or in an answer of a contained questionnaire are none that nobody read. The names of persons, addresses and numbers are no words: structure
/// compares those.
/// </summary>
internal static class WordReader
{
    private static readonly HashSet<string> Persons =
        ["CareTeam", "Device", "Group", "HealthcareService", "Location", "Organization", "Patient", "Practitioner", "PractitionerRole", "RelatedPerson"];

    /// <summary>What is of the type of a text, and is a name for machines.</summary>
    private static readonly HashSet<string> ForMachines = ["linkId", "version"];

    /// <summary>Nothing but the payload, in the way nearly all messages come: such a message needs no walk.</summary>
    public static bool IsPlain(Communication message) =>
        message is
        {
            Topic: null, StatusReason: null, Text: null, Note.Count: 0, ReasonCode.Count: 0, Contained.Count: 0, Extension.Count: 0, Category.Count: 0, Medium.Count: 0,
            About.Count: 0, BasedOn.Count: 0, PartOf.Count: 0, ReasonReference.Count: 0, Encounter: null, Subject.Extension.Count: 0, Sender.Extension.Count: 0,
        }
        && message.Payload.TrueForAll(payload => payload is { Extension.Count: 0, Content.Extension.Count: 0 })
        && message.Recipient.TrueForAll(recipient => recipient.Extension.Count == 0)
        && message.InResponseTo.TrueForAll(earlier => earlier is { Display: null, Extension.Count: 0 });

    /// <summary>All of them, in the order of the message.</summary>
    public static IEnumerable<WrittenPart> In(Communication message) => message.EnumerateElements()
        .Where(element => element.Key != "statusReason" || message.Status is EventStatus.InProgress or EventStatus.Completed)
        .SelectMany(element => element.Key == "extension" ? SendersExtensions(message) : Visit(element.Value, $"Communication.{element.Key}"));

    // What the gateway told the sender is none of the sender's words, as the reason for holding a message (above) is none.
    private static IEnumerable<WrittenPart> SendersExtensions(Communication message) => message.Extension.Index()
        .Where(extension => extension.Item.Url != Canonicals.Advice)
        .SelectMany(extension => Visit(extension.Item, At("Communication.extension", extension.Index)));

    private static IEnumerable<WrittenPart> Visit(object? value, string path) => value switch
    {
        HumanName or Address or ContactPoint or Identifier or Meta or Signature => [],
        FhirString { Value: not null } text => [new WrittenPart(path, text.Value) { IsTyped = true }, .. Extensions(text, path)],
        Markdown { Value: not null } text => [new WrittenPart(path, text.Value) { IsTyped = true }, .. Extensions(text, path)],
        Narrative narrative => [new WrittenPart($"{path}.div", NarrativeText.Of(narrative.Div)), .. Extensions(narrative, path)],
        Attachment attachment => [.. FileParts(attachment, path), .. Extensions(attachment, path)],
        Binary { Data: { } data } binary => [new WrittenPart($"{path}.data", TextBytes.IfPlain(data, binary.ContentType))],
        Coding coding => [new WrittenPart($"{path}.display", coding.Display), .. Extensions(coding, path)],
        ResourceReference reference => [new WrittenPart($"{path}.display", IsPerson(reference, path) ? null : reference.Display), .. Extensions(reference, path)],
        Quantity quantity => [new WrittenPart(path, TextOf(quantity)), .. Extensions(quantity, path)],
        QuestionnaireResponse.ItemComponent item => OfItem(item, path),
        Base element => Children(element, path),
        IEnumerable list and not (string or byte[]) => list.Cast<object?>().Index().SelectMany(item => Visit(item.Item, At(path, item.Index))),
        _ => [],
    };

    private static IEnumerable<WrittenPart> Children(Base element, string path) =>
        element.EnumerateElements().Where(child => !ForMachines.Contains(child.Key)).SelectMany(child => Visit(child.Value, $"{path}.{child.Key}"));

    private static IEnumerable<WrittenPart> Extensions(Element element, string path) => element.Extension.Count == 0 ? [] : Visit(element.Extension, $"{path}.extension");

    /// <summary>The words of an attached file: its title, and its text if it is nothing else.</summary>
    public static IEnumerable<WrittenPart> FileParts(Attachment attachment, string path)
    {
        yield return new WrittenPart($"{path}.title", attachment.Title);
        yield return new WrittenPart($"{path}.data", attachment.Data is { } data ? TextBytes.IfPlain(data, attachment.ContentType) : null);
    }

    // A bare "yes" or "5" says something only behind its question.
    private static IEnumerable<WrittenPart> OfItem(QuestionnaireResponse.ItemComponent item, string path)
    {
        if (item.Text is { } question)
        {
            yield return new WrittenPart($"{path}.text", question) { IsTyped = true, RunsOn = item.Answer.Count > 0 };
        }

        foreach (var part in Extensions(item, path))
        {
            yield return part;
        }

        foreach (var (index, answer) in item.Answer.Index())
        {
            var place = At($"{path}.answer", index);
            var parts = TextOf(answer.Value) is { } plain ? [new WrittenPart($"{place}.value", plain)] : Visit(answer.Value, $"{place}.value");
            foreach (var part in parts.Concat(Extensions(answer, place)).Concat(Visit(answer.Item, $"{place}.item")))
            {
                yield return part;
            }
        }

        foreach (var part in Visit(item.Item, $"{path}.item"))
        {
            yield return part;
        }
    }

    private static string? TextOf(DataType? answer) => answer switch
    {
        FhirBoolean { Value: { } said } => said ? "Yes" : "No",
        Integer { Value: { } number } => number.ToString(CultureInfo.InvariantCulture),
        FhirDecimal { Value: { } number } => number.ToString(CultureInfo.InvariantCulture),
        Date date => date.Value,
        FhirDateTime time => time.Value,
        Time time => time.Value,
        Quantity quantity => TextOf(quantity),
        _ => null,
    };

    private static string? TextOf(Quantity quantity) =>
        quantity.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number} {quantity.Unit ?? quantity.Code}").TrimEnd() : quantity.Unit;

    // Whose name it is, the reference says; a name is no sentence about anybody.
    private static bool IsPerson(ResourceReference reference, string path) =>
        path is "Communication.subject" or "Communication.sender" || path.StartsWith("Communication.recipient[", StringComparison.Ordinal)
        || reference.Reference?.Split('/') is [.., var named, _] && Persons.Contains(named);

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
