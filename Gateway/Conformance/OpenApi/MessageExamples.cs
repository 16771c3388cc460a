using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>Examples of what is sent and answered: the project's own for each type, and the message that every demonstration begins with.</summary>
internal static class MessageExamples
{
    private const string Valid = "valid/";

    private static readonly Lazy<ILookup<string, (string Name, JsonNode Content)>> ByType = new(() => ExampleLibrary.All
        .Where(example => example.IsValid)
        .Select(example => (Name: Path.GetFileNameWithoutExtension(example.Name[Valid.Length..]), Content: JsonNode.Parse(example.Content.Span)!))
        .ToLookup(example => (string)example.Content["resourceType"]!));

    /// <summary>Resources of a type, by a name for each.</summary>
    public static Dictionary<string, IOpenApiExample> Of(string type) => ByType.Value[type].ToDictionary(
        example => example.Name, example => (IOpenApiExample)new OpenApiExample { Value = example.Content.DeepClone() }, StringComparer.Ordinal);

    /// <summary>Messages to send: one that is taken, and one that is given back. Both work in the sandbox, for Susie Smith.</summary>
    public static Dictionary<string, IOpenApiExample> ToSend => new(StringComparer.Ordinal)
    {
        ["accepted"] = new OpenApiExample { Summary = "Taken in (201)", Value = Read("message-accepted.json") },
        ["aboutJohnny"] = new OpenApiExample { Summary = "About her son: given back with his chart (422)", Value = Read("message-about-johnny.json") },
    };

    /// <summary>What the second of them is answered.</summary>
    public static JsonNode GivenBack => Outcome(
        new Issue(
            OperationOutcome.IssueType.BusinessRule,
            "This message seems to be about somebody whose own chart you may write to. Send it there, so that the right people see it.",
            "Communication.subject")
        {
            Reason = ReasonCodes.Of(HoldReason.AboutSomeoneElse),
            SuggestedCharts = [new PatientId("johnny-smith")],
        });

    /// <summary>An outcome as it is answered.</summary>
    public static JsonNode Outcome(Issue issue) => JsonNode.Parse(FhirJson.Serialize(OperationOutcomes.Of([issue])))!;

    private static JsonNode Read(string name)
    {
        using var stream = typeof(MessageExamples).Assembly.GetManifestResourceStream(typeof(MessageExamples), name)!;
        return JsonNode.Parse(stream)!;
    }
}
