using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Review.Export;

/// <summary>/admin/review-decisions: what reviewers decided, with nobody in it, for those who keep the rules.</summary>
internal static class ExportEndpoints
{
    public const string Path = "/admin/review-decisions";

    private const string Lines = "application/x-ndjson";

    public static IEndpointRouteBuilder MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, AnswerAsync)
            .ForExporters()
            .WithName("exportReviewDecisions")
            .WithSummary("What reviewers decided, without anybody in it: a JSON document on each line")
            .WithTags("Reviews")
            .Produces<string>(StatusCodes.Status200OK, Lines);
        return routes;
    }

    private static async Task<IResult> AnswerAsync(string? from, string? to, HttpContext context, CallerReader callers, DecisionExport export, AuditTrail trail)
    {
        if (!DayPeriod.TryParse(from, to, out var period))
        {
            return new Refused(
                StatusCodes.Status400BadRequest, [new Issue(IssueType.Invalid, "Say from and to which day, both as YYYY-MM-DD; the last one counts.")]);
        }

        var caller = callers.Read(context.User);
        var lines = await export.ReadAsync(period, context.RequestAborted);
        return await trail.RecordAsync(DecisionExport.EntryOf(caller.Client, caller.Person?.ToString(), period), context)
            ? Results.Stream(output => DecisionExport.WriteAsync(lines, output, context.RequestAborted), Lines)
            : new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }
}
