using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Evisits;
using Gateway.Inbox;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.Extensions.Options;
using static Hl7.Fhir.Model.OperationOutcome;
using Bundle = Hl7.Fhir.Model.Bundle;

namespace Gateway.Billing;

/// <summary>Recording time on a message, and the account of online visits as ChargeItems and as a table. It translates; it does not decide.</summary>
internal static class BillingEndpoints
{
    private const string RecordTime = "$record-time";
    private const string Evisits = "$evisits";
    private const string Table = "/admin/evisits";
    private const int MostDays = 400;

    private static readonly string[] Days = ["from", "to"];

    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"/Task/{{id}}/{RecordTime}", RecordAsync).IsOperation("Task", RecordTime, Canonicals.TaskRecordTime);
        routes.MapGet($"/ChargeItem/{Evisits}", ListAsync).ForBillers().IsOperation("ChargeItem", Evisits, Canonicals.ChargeItemEvisits);
        routes.MapPost($"/ChargeItem/{Evisits}", ListAsync).ForBillers().IsOperation("ChargeItem", Evisits, Canonicals.ChargeItemEvisits);
        return routes;
    }

    public static IEndpointRouteBuilder MapBillingTable(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Table, TellAsync)
            .ForBillers()
            .WithName("evisits")
            .WithSummary("Online visits whose window began in these days: codes, minutes, and why what is not billed is not")
            .WithTags("Billing")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        return routes;
    }

    private static async Task<IResult> RecordAsync(string id, HttpContext context, WorkRequests requests, TimeRecords records, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionAsync(RecordTime, context) is { } forbidden)
        {
            return forbidden;
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, TimeRequest.Parameters);
        if (objection is not null)
        {
            return objection;
        }

        var (request, issues) = TimeRequest.Read(inputs);
        return request is null
            ? new Refused(StatusCodes.Status400BadRequest, issues)
            : await requests.RunAsync(context, (worker, _) => records.PlanAsync(id, worker, request, context.RequestAborted));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, CallerReader callers, EvisitAccounts accounts, AuditTrail trail, TimeProvider clock, IOptions<RestOptions> rest)
    {
        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, Days);
        if (objection is not null)
        {
            return objection;
        }

        var (visits, refused) = await ReadAsync(inputs.GetValueOrDefault("from"), inputs.GetValueOrDefault("to"), context, callers, accounts, trail);
        var now = clock.GetUtcNow();
        return refused is not null
            ? refused
            : new PageFound(new BundlePage(Bundle.BundleType.Collection, now)
            {
                Entries = [.. visits.Select(visit => new PageEntry { Content = FhirJson.Serialize(ChargeItems.Of(visit, now)) })],
            });
    }

    private static async Task<IResult> TellAsync(
        string? from, string? to, HttpContext context, CallerReader callers, EvisitAccounts accounts, AuditTrail trail, TimeProvider clock)
    {
        var (visits, refused) = await ReadAsync(from, to, context, callers, accounts, trail);
        return refused is not null ? refused : Results.Text(EvisitCsv.Of(visits, clock.GetUtcNow()), EvisitCsv.ContentType);
    }

    // It is on record before anything is shown.
    private static async Task<(ImmutableArray<PatientVisit> Visits, Refused? Refused)> ReadAsync(
        string? from, string? to, HttpContext context, CallerReader callers, EvisitAccounts accounts, AuditTrail trail)
    {
        if (!DayPeriod.TryParse(from, to, out var period) || period.Days > MostDays)
        {
            return ([], new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(IssueType.Invalid, $"Say from and to which day, both as YYYY-MM-DD; the last one counts, and there are {MostDays} at most.")]));
        }

        if (await accounts.ReadAsync(period, context.RequestAborted) is not { } visits)
        {
            var away = WorkItems.Away();
            return ([], new Refused(away.Status, away.Issues, away.RetryAfter));
        }

        var caller = callers.Read(context.User);
        var entry = new AuditEntry
        {
            Action = AuditAction.Export,
            Client = AuditEntries.ClientOf(caller.Client),
            Person = caller.Person?.ToString(),
            Resource = "ChargeItem",
            Query = period.ToString(),
        };
        return await trail.RecordAsync(entry, context)
            ? (visits, null)
            : ([], new Refused(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn));
    }
}
