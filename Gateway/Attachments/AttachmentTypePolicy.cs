using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Attachments;

/// <summary>Whether what is attached is of a kind that the clinic takes, and is what it says it is. Pure.</summary>
internal static class AttachmentTypePolicy
{
    public const string Reason = "attachment-type";

    /// <summary>What a signature cannot tell apart: a document of an office suite is a zip, and so on.</summary>
    private static readonly ImmutableDictionary<string, string> Wrappers = new Dictionary<string, string>
    {
        ["application/zip"] = "application/",
        ["application/gzip"] = "application/",
        ["application/x-ole-storage"] = "application/",
    }.ToImmutableDictionary();

    public static ImmutableArray<Issue> Check(IEnumerable<CarriedFile> files, AttachmentRules rules) =>
        [.. files.Select(file => ObjectionTo(file, rules)).OfType<Issue>()];

    private static Issue? ObjectionTo(CarriedFile file, AttachmentRules rules)
    {
        var declared = MediaTypeOf(file.ContentType);
        if (rules.Types is { } types && !types.Any(type => Covers(type, declared)))
        {
            return Issue("Files of this kind are not taken here. A photo or a PDF is.", file);
        }

        var found = ContentKind.Of(file.Data);
        if (!rules.KeepPictureData && PictureCleaning.Leaves(found ?? declared))
        {
            return Issue("A picture of this kind keeps where it was taken. Please send it as a JPEG or PNG.", file);
        }

        return found is null || found == declared || IsTold(found, declared) ? null : Issue("This file is not what it says it is, so it is not taken.", file);
    }

    // Text that a reader of clinical documents understands, and kinds that share a signature, are judged by what they say they are.
    private static bool IsTold(string found, string declared) =>
        (Wrappers.TryGetValue(found, out var wrapped) && declared.StartsWith(wrapped, StringComparison.Ordinal))
        || (KindOf(found) == KindOf(declared) && KindOf(found) is "image" or "audio" or "video");

    private static bool Covers(string type, string declared) =>
        type.EndsWith("/*", StringComparison.Ordinal)
            ? declared.StartsWith(type[..^1], StringComparison.OrdinalIgnoreCase)
            : type.Equals(declared, StringComparison.OrdinalIgnoreCase);

    private static string KindOf(string type) => type[..Math.Max(type.IndexOf('/', StringComparison.Ordinal), 0)];

    private static string MediaTypeOf(string? contentType) => (contentType ?? string.Empty).Split(';')[0].Trim().ToLowerInvariant();

    private static Issue Issue(string sentence, CarriedFile file) => new(OperationOutcome.IssueType.BusinessRule, sentence, file.Expression)
    {
        Reason = Reason,
        Evidence = [new RuleHit($"attachments.{Reason}", file.Expression)],
    };
}
