using System.Collections.Immutable;
using System.Text;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn;
using Hl7.Fhir.Model;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Simulation;

/// <summary>/admin/policies/{number}/$simulate: what a version would decide otherwise than the one in force.</summary>
internal static class SimulationEndpoints
{
    private const int MostDays = 90;
    private const int MostMessages = 1000;
    private const int UsualMessages = 200;
    private const int MostSupplied = 100;
    private const int LargestBody = 5 * 1024 * 1024;

    public static IEndpointRouteBuilder MapSimulation(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{PoliciesEndpoints.Path}/{{number}}/$simulate", AnswerAsync)
            .ForOperators()
            .WithName("simulatePolicy")
            .WithSummary("What a version would decide otherwise than the one in force, on stored messages (days, most) and on those sent along")
            .WithTags("Policies")
            .Accepts<object>(FhirContent.Json)
            .Produces<SimulationReport>();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(
        int number,
        string? days,
        string? most,
        HttpContext context,
        PolicyVersionsReader versions,
        PolicyTrial trial,
        CallerReader callers,
        AuditTrail trail,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!TryRead(days, 0, MostDays, out var ofDays) || !TryRead(most, UsualMessages, MostMessages, out var howMany))
        {
            return Bad($"days is a number from 0 to {MostDays}, most one from 0 to {MostMessages}.");
        }

        if (await SuppliedAsync(context, cancellationToken) is var (supplied, objection) && objection is not null)
        {
            return objection;
        }

        if (supplied.Count == 0 && ofDays == 0)
        {
            return Bad("There is nothing to decide on: send messages, or say with days which stored ones are meant.");
        }

        if (await versions.FindAsync(number, cancellationToken) is not { } version)
        {
            return new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such version of the policy.")]);
        }

        if (PolicyDocument.Read(Encoding.UTF8.GetBytes(version.Document), out var faults) is not { } tried)
        {
            return new Refused(StatusCodes.Status422UnprocessableEntity, PoliciesEndpoints.IssuesOf(faults));
        }

        var since = ofDays == 0 ? (DateTimeOffset?)null : clock.GetUtcNow() - TimeSpan.FromDays(ofDays);
        var report = await trial.RunAsync(tried, supplied, since, howMany, cancellationToken);
        // A look at what would become of patients' messages is on record before it is shown.
        var entry = new PolicyAuthor(callers.Read(context.User), RequestOrigin.Of(context)).Did(number, "$simulate", version.Name);
        return await trail.RecordAsync(entry, context)
            ? Results.Json(report, SimulationJson.Default.SimulationReport)
            : new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }

    private static bool TryRead(string? text, int usual, int most, out int number)
    {
        number = usual;
        return text is null || (int.TryParse(text, out number) && number >= 0 && number <= most);
    }

    /// <summary>The Communication, or those in the Bundle, that were sent along.</summary>
    private static async Task<(IReadOnlyList<Communication> Supplied, Refused? Objection)> SuppliedAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength is null or 0 && context.Request.ContentType is null)
        {
            return ([], null);
        }

        if (FhirBody.ObjectionTo(context.Request) is { } notFhir)
        {
            return ([], notFhir);
        }

        var body = await FhirBody.ReadAsync(context.Request, LargestBody, cancellationToken);
        if (!body.TryParse<Resource>(out var resource, out var issues))
        {
            return ([], new Refused(StatusCodes.Status400BadRequest, issues));
        }

        ImmutableArray<Communication> messages = resource switch
        {
            Communication message => [message],
            Bundle bundle => [.. bundle.Entry.Select(entry => entry.Resource).OfType<Communication>()],
            _ => [],
        };
        return messages.Length is 0 or > MostSupplied
            ? ([], Bad($"Send a Communication, or a Bundle of 1 to {MostSupplied}."))
            : (messages, null);
    }

    private static Refused Bad(string sentence) => new(StatusCodes.Status400BadRequest, [new Issue(IssueType.Invalid, sentence)]);
}
