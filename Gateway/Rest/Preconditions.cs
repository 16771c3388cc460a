using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Rest;

/// <summary>What a request's headers make its effect depend on.</summary>
internal sealed record Preconditions
{
    private const string IfNoneExistHeader = "If-None-Exist";

    private static readonly Preconditions None = new();

    /// <summary>The versions of which one must be the current; 412 if none is.</summary>
    public VersionTags? IfMatch { get; private init; }

    /// <summary>The versions the client has; <c>*</c> on a PUT means that it must create.</summary>
    public VersionTags? IfNoneMatch { get; private init; }

    /// <summary>When the client last saw the resource.</summary>
    public DateTimeOffset? IfModifiedSince { get; private init; }

    /// <summary>The search that must find nothing for a create to happen, as the client wrote it, without a leading question mark.</summary>
    public string? IfNoneExist { get; private init; }

    /// <summary>Reads the headers; what is wrong with them, if something is.</summary>
    public static Refused? Read(HttpRequest request, out Preconditions preconditions)
    {
        preconditions = None;
        var headers = request.Headers;
        if (!TryReadTags(headers, HeaderNames.IfMatch, out var ifMatch))
        {
            return Malformed(HeaderNames.IfMatch);
        }

        if (!TryReadTags(headers, HeaderNames.IfNoneMatch, out var ifNoneMatch))
        {
            return Malformed(HeaderNames.IfNoneMatch);
        }

        var ifNoneExist = headers[IfNoneExistHeader];
        if (ifNoneExist.Count > 1 || (ifNoneExist.Count == 1 && SearchIn(ifNoneExist).Length == 0))
        {
            return Refuse($"{IfNoneExistHeader} must be one search, as in identifier=system|value.");
        }

        preconditions = new Preconditions
        {
            IfMatch = ifMatch,
            IfNoneMatch = ifNoneMatch,
            // RFC 9110 has a date that is none ignored.
            IfModifiedSince = HeaderUtilities.TryParseDate(headers.IfModifiedSince.ToString(), out var date) ? date : null,
            IfNoneExist = ifNoneExist.Count == 0 ? null : SearchIn(ifNoneExist),
        };
        return null;
    }

    /// <summary>True if the client has this version already: a read answers 304. Entity tags outrank dates (RFC 9110, 13.2.2).</summary>
    public bool Has(ResourceVersion version) => IfNoneMatch is { } tags
        ? tags.Name(version.Version)
        : IfModifiedSince is { } seen && WholeSeconds(version.LastUpdated) <= seen;

    /// <summary>True if the change may be made to this current version.</summary>
    public bool AllowChangeOf(int currentVersion) => IfMatch is not { } tags || tags.Name(currentVersion);

    private static bool TryReadTags(IHeaderDictionary headers, string name, out VersionTags? tags)
    {
        tags = null;
        return !headers.TryGetValue(name, out var value) || VersionTags.TryParse(value, out tags);
    }

    private static string SearchIn(StringValues header) => header.ToString().Trim().TrimStart('?');

    // Last-Modified carries no fractions.
    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));

    private static Refused Malformed(string header) => Refuse($"{header} must name versions as in W/\"3\", or be *.");

    private static Refused Refuse(string sentence) =>
        new(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.Value, sentence)]);
}
