using System.Collections.Immutable;
using System.Text;
using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>What makes an issue one to interrupt the sender with: the kind of help, whom to call, and the language it is told in.</summary>
/// <param name="Kind">Code of the kind: emergency, suicidal-crisis, poisoning.</param>
/// <param name="Call">Numbers as <c>tel:</c> and <c>sms:</c> addresses.</param>
/// <param name="Language">The language of the sentence.</param>
internal sealed record Advice(string Kind, ImmutableArray<string> Call, string Language)
{
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes($"\"{Canonicals.Advice}\"");

    /// <summary>The advice as an extension of an issue, whose text says it, or of a message, which gets the sentence too.</summary>
    public Extension ToExtension(string? text)
    {
        var extension = new Extension { Url = Canonicals.Advice };
        extension.AddExtension("kind", new Code(Kind));
        if (text is not null)
        {
            extension.AddExtension("text", new FhirString(text));
        }

        foreach (var address in Call)
        {
            extension.AddExtension("call", new FhirUri(address));
        }

        extension.AddExtension("language", new Code(Language));
        return extension;
    }

    /// <summary>What the sender of a stored message was told.</summary>
    public static ImmutableArray<Issue> ToldIn(byte[] message) => message.AsSpan().IndexOf(Mark) < 0
        ? []
        : [.. (FhirJson.ReadStored(message) as Communication)?.GetExtensions(Canonicals.Advice).Select(IssueOf) ?? []];

    private static Issue IssueOf(Extension extension) => new(OperationOutcome.IssueType.Informational, Text(extension, "text"))
    {
        Severity = OperationOutcome.IssueSeverity.Warning,
        Reason = "emergency",
        Advice = new Advice(
            Text(extension, "kind"), [.. extension.GetExtensions("call").Select(call => (call.Value as FhirUri)?.Value).OfType<string>()], Text(extension, "language")),
    };

    private static string Text(Extension extension, string part) => extension.GetExtension(part)?.Value?.ToString() ?? string.Empty;
}
