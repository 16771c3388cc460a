using System.Text.Json;

namespace Sandbox.Ehr.Rest.Flavours;

/// <summary>What an EHR in Oracle's manner demands of a Communication: exactly this, and nothing else.</summary>
internal static class OracleContract
{
    private const string CategorySystem = "http://terminology.hl7.org/CodeSystem/communication-category";
    private const string Snomed = "http://snomed.info/sct";

    private static readonly string[] Elements =
        ["resourceType", "extension", "status", "category", "priority", "subject", "topic", "encounter", "recipient", "sender", "payload"];

    public static (int Status, EhrIssue Issue)? Fault(JsonElement message)
    {
        foreach (var element in message.EnumerateObject().Select(property => property.Name))
        {
            if (!Elements.Contains(element))
            {
                return Wrong("not-supported", $"'{element}' is not supported.", element);
            }
        }

        return Rules(message).FirstOrDefault() is { } broken ? Wrong("invalid", $"'{broken}' is not as the contract has it.", broken) : null;
    }

    /// <summary>The elements that break the contract.</summary>
    private static IEnumerable<string> Rules(JsonElement message)
    {
        if (Text(message, "status") != "completed")
        {
            yield return "status";
        }

        if (!ElementValues.At(message, "category.coding").Any(IsCategory))
        {
            yield return "category";
        }

        if (message.TryGetProperty("priority", out _) && Text(message, "priority") is not ("routine" or "urgent"))
        {
            yield return "priority";
        }

        if (message.TryGetProperty("topic", out var topic) && !topic.EnumerateObject().All(part => part.Name == "text"))
        {
            yield return "topic";
        }

        if (message.TryGetProperty("encounter", out _) && !message.TryGetProperty("subject", out _))
        {
            yield return "encounter";
        }

        if (ElementValues.References(message, "recipient").ToList() is var recipients && (recipients.Count == 0 || !recipients.All(to => Is(to, "Practitioner", "Group"))))
        {
            yield return "recipient";
        }

        if (ElementValues.References(message, "sender").FirstOrDefault() is not { } sender || !Is(sender, "Practitioner"))
        {
            yield return "sender";
        }

        if (ElementValues.At(message, "payload").ToList() is not [var only] || !IsText(only))
        {
            yield return "payload";
        }
    }

    private static bool IsCategory(JsonElement coding) =>
        (Text(coding, "system") == CategorySystem && Text(coding, "code") is "notification" or "reminder")
        || (Text(coding, "system") == Snomed && Text(coding, "code") == "312853008");

    private static bool IsText(JsonElement part) =>
        part.TryGetProperty("contentAttachment", out var attachment)
        && Text(attachment, "contentType")?.Split(';') is [var type, .. var parameters]
        && type is "text/plain" or "application/xhtml+xml"
        && parameters.All(parameter => parameter.Trim().ToLowerInvariant() is "charset=utf-8" or "charset=us-ascii")
        && attachment.TryGetProperty("data", out var data)
        && data.TryGetBytesFromBase64(out var bytes)
        && bytes.Length > 0;

    private static bool Is(string reference, params string[] types) => types.Any(type => reference.StartsWith($"{type}/", StringComparison.Ordinal));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static (int Status, EhrIssue Issue) Wrong(string type, string sentence, string element) =>
        (StatusCodes.Status422UnprocessableEntity, new EhrIssue(EhrCode.InvalidContent, type, sentence, $"Communication.{element}"));
}
