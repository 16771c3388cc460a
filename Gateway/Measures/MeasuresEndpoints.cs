using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn;
using Microsoft.Extensions.Options;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Measures;

/// <summary>/admin/measures: how well messages and charts fit together, and how soon messages are answered, for those who run the gateway (ADR 0033).</summary>
internal static class MeasuresEndpoints
{
    private const string Path = "/admin/measures";
    internal const int MostDays = 400;

    public static IEndpointRouteBuilder MapMeasures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, AnswerAsync)
            .ForOperators()
            .WithName("measures")
            .WithSummary("Misdirected messages, precision of holds, time in quarantine, redirects, time to opening and answer, promises and re-routes, over days")
            .WithTags("Reviews")
            .Produces<MeasuresReport>();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(
        string? from, string? to, string? format, MeasuresReader reader, IOptions<MeasuresOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!DayPeriod.TryParse(from, to, out var period) || period.Days > MostDays)
        {
            return new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(IssueType.Invalid, "Say from and to which day, both as YYYY-MM-DD; the last one counts, and there are 400 at most.")]);
        }

        if (format is not (null or "json" or "csv"))
        {
            return new Refused(StatusCodes.Status400BadRequest, [new Issue(IssueType.Invalid, "format is json or csv.")]);
        }

        var time = await reader.ReadAsync(period.From, period.Until, cancellationToken);
        var report = MeasuresPolicy.Of(time, clock.GetUtcNow(), options.Value.SmallestGroup) with { From = period.First, To = period.Last };
        return format == "csv"
            ? Results.Text(MeasuresCsv.Of(report), MeasuresCsv.ContentType)
            : Results.Json(report, MeasuresJson.Default.MeasuresReport);
    }
}
