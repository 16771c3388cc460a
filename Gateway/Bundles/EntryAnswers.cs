using System.Diagnostics;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Writes;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Bundles;

/// <summary>What became of an entry, as an entry of the answer: what alone is status, headers and body.</summary>
internal static class EntryAnswers
{
    public static PageEntry Of(WriteOutcome outcome, Preference.Return preference, PublicBase publicBase) => outcome switch
    {
        WriteOutcome.Created created => Written(StatusCodes.Status201Created, created.Version, preference, publicBase),
        WriteOutcome.Updated updated => Written(StatusCodes.Status200OK, updated.Version, preference, publicBase),
        WriteOutcome.Existing existing => Written(StatusCodes.Status200OK, existing.Version, preference, publicBase),
        WriteOutcome.Deleted deleted => Answer(new PageResponse(StatusOf(StatusCodes.Status204NoContent)) { ETag = deleted.Version?.ETag }),
        WriteOutcome.Refused refused => Refused(refused.Status, refused.Issues),
        _ => throw new UnreachableException(),
    };

    public static PageEntry Of(LookOutcome outcome, AnswerForm form, PublicBase publicBase) => outcome switch
    {
        LookOutcome.Found found => new PageEntry
        {
            FullUrl = $"{publicBase.Prefix}{found.Version.Key}",
            Content = Rendering.Of(found.Version.Content, form),
            Response = Described(StatusCodes.Status200OK, found.Version),
        },
        LookOutcome.Unchanged unchanged => Answer(Described(StatusCodes.Status304NotModified, unchanged.Version)),
        LookOutcome.Listed listed => new PageEntry
        {
            Content = BundlePageWriter.Write(listed.Page, form),
            Response = new PageResponse(StatusOf(StatusCodes.Status200OK)),
        },
        LookOutcome.Refused refused => Refused(refused.Status, refused.Issues),
        _ => throw new UnreachableException(),
    };

    /// <summary>An entry whose carrying out broke: nothing is known but the status.</summary>
    public static PageEntry Failed(int status) => Refused(status, [ErrorResponses.ForStatus(status)]);

    private static PageEntry Refused(int status, IEnumerable<Issue> issues) =>
        Answer(new PageResponse(StatusOf(status)) { Outcome = OutcomeOf(issues) });

    private static PageEntry Written(int status, ResourceVersion version, Preference.Return preference, PublicBase publicBase) => new()
    {
        FullUrl = $"{publicBase.Prefix}{version.Key}",
        Content = preference == Preference.Return.Representation ? version.Content : [],
        Response = Described(status, version) with
        {
            Location = publicBase.VersionOf(version),
            Outcome = preference == Preference.Return.OperationOutcome
                ? OutcomeOf(version.Remarks.Count > 0 ? version.Remarks : [ErrorResponses.AllWell])
                : default,
        },
    };

    private static PageResponse Described(int status, ResourceVersion version) =>
        new(StatusOf(status)) { ETag = version.ETag, LastModified = version.LastUpdated };

    private static PageEntry Answer(PageResponse response) => new() { Response = response };

    private static ReadOnlyMemory<byte> OutcomeOf(IEnumerable<Issue> issues) => FhirJson.Serialize(OperationOutcomes.Of(issues));

    private static string StatusOf(int status) => $"{status} {ReasonPhrases.GetReasonPhrase(status)}";
}
