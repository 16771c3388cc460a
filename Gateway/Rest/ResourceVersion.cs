using System.Globalization;
using Gateway.References;
using Gateway.Resources;

namespace Gateway.Rest;

/// <summary>One version of a resource on its way out: the stored bytes and the headers that describe them.</summary>
internal sealed record ResourceVersion(ResourceKey Key, int Version, DateTimeOffset LastUpdated, byte[] Content)
{
    /// <summary>What the gateway decided on it, for a client that prefers an OperationOutcome.</summary>
    public IReadOnlyList<Issue> Remarks { get; init; } = [];

    public string ETag => string.Create(CultureInfo.InvariantCulture, $"W/\"{Version}\"");

    public async Task WriteAsync(HttpContext context, Preference.Return preference)
    {
        var response = context.Response;
        response.Headers.ETag = ETag;
        response.Headers.LastModified = LastUpdated.ToString("R", CultureInfo.InvariantCulture);
        // What must be said now is said also to who asked for no body.
        var mustBeSaid = AdviceHeader.Put(response, Remarks) && preference == Preference.Return.Minimal;
        switch (mustBeSaid ? Preference.Return.OperationOutcome : preference)
        {
            case Preference.Return.Minimal:
                return;
            case Preference.Return.OperationOutcome:
                await ErrorResponses.WriteAsync(context, response.StatusCode, Remarks.Count > 0 ? Remarks : [ErrorResponses.AllWell]);
                return;
            case Preference.Return.Representation:
                await FhirAnswer.WriteAsync(context, Content);
                return;
        }
    }
}
