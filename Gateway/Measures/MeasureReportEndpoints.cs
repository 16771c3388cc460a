using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn;
using Microsoft.Extensions.Options;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Measures;

/// <summary>Measure/[id]/$evaluate-measure: the measures as MeasureReports, for those who run the gateway (ADR 0046).</summary>
internal static class MeasureReportEndpoints
{
    private const string Operation = "$evaluate-measure";
    private const string Population = "population";

    private static readonly string[] Parameters = ["periodStart", "periodEnd", "reportType"];

    public static IEndpointRouteBuilder MapMeasureReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Measure/{{id}}/{Operation}", EvaluateAsync).ForOperators().IsOperation("Measure", Operation, Canonicals.EvaluateMeasure);
        routes.MapPost($"/Measure/{{id}}/{Operation}", EvaluateAsync).ForOperators().IsOperation("Measure", Operation, Canonicals.EvaluateMeasure);
        return routes;
    }

    private static async Task<IResult> EvaluateAsync(
        string id, HttpContext context, MeasuresReader reader, IOptions<MeasuresOptions> options, IOptions<RestOptions> rest, TimeProvider clock)
    {
        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, Parameters);
        if (objection is not null)
        {
            return objection;
        }

        if (inputs.GetValueOrDefault("reportType", Population) != Population)
        {
            return Refused(StatusCodes.Status400BadRequest, IssueType.NotSupported, "reportType is population: these measures know no subjects.");
        }

        if (!DayPeriod.TryParse(inputs.GetValueOrDefault("periodStart"), inputs.GetValueOrDefault("periodEnd"), out var period) || period.Days > MeasuresEndpoints.MostDays)
        {
            return Refused(
                StatusCodes.Status400BadRequest,
                IssueType.Invalid,
                $"Say periodStart and periodEnd, both as YYYY-MM-DD; the last day counts, and there are {MeasuresEndpoints.MostDays} at most.");
        }

        // What there is no definition of is not measured.
        var measure = $"{Canonicals.Base}/Measure/{id}";
        if (ProfileLibrary.FindByCanonical(measure) is null)
        {
            return new Refused(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
        }

        var (now, time) = (clock.GetUtcNow(), await reader.ReadAsync(period.From, period.Until, context.RequestAborted));
        return MeasureReports.Of(measure, MeasuresPolicy.Of(time, now, options.Value.SmallestGroup), period, now) is { } report
            ? new DocumentFound(FhirJson.Serialize(report))
            : new Refused(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
    }

    private static Refused Refused(int status, IssueType code, string sentence) => new(status, [new Issue(code, sentence)]);
}
