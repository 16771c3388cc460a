using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.References;
using Gateway.Resources;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>A FHIR message: a Bundle whose header announces one Communication (R4 messaging.html).</summary>
/// <param name="Header">What its first entry says about it.</param>
/// <param name="HeaderId">The id by which the sender knows it; the answer names it.</param>
/// <param name="Content">The Communication.</param>
/// <param name="Index">The entry it is in.</param>
/// <param name="FullUrl">What that entry says it is.</param>
/// <param name="Idempotency">The same message sent twice is one message.</param>
internal sealed record IncomingMessage(
    MessageHeader Header, string HeaderId, Communication Content, int Index, string? FullUrl, Idempotency Idempotency)
{
    private const string Uuid = "urn:uuid:";

    /// <summary>Reads a bundle in which the parser found no fault; null, with the reasons, if it is no such message.</summary>
    public static (IncomingMessage? Message, ImmutableArray<Issue> Issues) Read(Bundle bundle)
    {
        if (bundle.Type != Bundle.BundleType.Message)
        {
            return (null, [Wrong("The bundle must be of type message.", "Bundle.type")]);
        }

        if (BundlePolicy.FullUrlIssues(bundle, []).ToImmutableArray() is { IsEmpty: false } issues)
        {
            return (null, issues);
        }

        if (bundle.Entry is not [{ Resource: MessageHeader header } first, ..])
        {
            return (null, [Wrong("A message begins with its MessageHeader (bdl-12).", "Bundle.entry[0].resource")]);
        }

        if (header.Response is not null)
        {
            return (null, [Wrong("This is the answer to a message; only messages are taken here.", "Bundle.entry[0].resource.response")]);
        }

        if ((header.Id ?? IdIn(first.FullUrl)) is not { } headerId)
        {
            return (null, [Wrong("The MessageHeader needs an id: by it a repeated message is known, and answered.", "Bundle.entry[0].resource.id")]);
        }

        var entries = bundle.Entry.Index().Where(entry => IsFocus(header, entry.Item)).ToArray();
        return header.Focus.Count == 1 && entries is [{ Item: { Resource: Communication content } entry, Index: var index }]
            ? (new IncomingMessage(header, headerId, content, index, entry.FullUrl, IdempotencyOf(bundle, headerId, content)), [])
            : (null, [Wrong("The focus of the message must be one Communication in this bundle.", "Bundle.entry[0].resource.focus")]);
    }

    private static bool IsFocus(MessageHeader header, Bundle.EntryComponent entry) => header.Focus is [{ Reference: { } focus }]
        && entry.Resource is { } resource
        && (entry.FullUrl == focus || (ResourceKey.TryParse(focus, out var key) && key.Type == resource.TypeName && key.Id == resource.Id));

    private static string? IdIn(string? fullUrl) =>
        fullUrl?.StartsWith(Uuid, StringComparison.OrdinalIgnoreCase) == true && FhirId.IsValid(fullUrl.AsSpan(Uuid.Length)) ? fullUrl[Uuid.Length..] : null;

    // Not the bytes of the whole: each transmission of a message may have a bundle id and a time of its own.
    private static Idempotency IdempotencyOf(Bundle bundle, string headerId, Communication content)
    {
        var name = bundle.Identifier is { System: { Length: > 0 } system, Value: { Length: > 0 } value } ? $"{system}|{value}" : headerId;
        return new Idempotency(
            $"message:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}", SHA256.HashData(FhirJson.Serialize(content)));
    }

    private static Issue Wrong(string sentence, string expression) => new(OperationOutcome.IssueType.Invariant, sentence, expression);
}
