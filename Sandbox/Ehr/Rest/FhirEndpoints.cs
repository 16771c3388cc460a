using Microsoft.Extensions.Primitives;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest.Flavours;

namespace Sandbox.Ehr.Rest;

/// <summary>The EHR's FHIR surface: read, search, and create for messages. Nothing is ever changed, but for messages that are taken back, or removed.</summary>
internal static class FhirEndpoints
{
    private const string Discovery = "discovery";

    private static readonly string[] _changes = ["PUT", "PATCH", "DELETE"];

    public static void MapFhir(this IEndpointRouteBuilder app)
    {
        var discovery = app.MapGroup("/fhir").AllowAnonymous().RequireCors(Discovery);
        discovery.MapGet("/metadata", (SandboxOptions options, TimeProvider clock) =>
            new FhirAnswer(StatusCodes.Status200OK, CapabilityStatementJson.Of(options, clock.GetUtcNow())));
        discovery.MapGet("/.well-known/smart-configuration", (SandboxOptions options) => SmartConfiguration.Of(options));

        var fhir = app.MapGroup("/fhir").RequireAuthorization().AddEndpointFilter(RefuseOtherFormatsAsync);
        fhir.MapGet("/{type}", SearchByQuery);
        fhir.MapPost("/{type}/_search", SearchByFormAsync);
        fhir.MapGet("/{type}/{id}", Read);
        fhir.MapPost("/{type}", CreateAsync);
        fhir.MapMethods("/{type}", _changes, (string type) => NotAllowed(type, "GET and POST"));
        fhir.MapPut("/Communication/{id}", UpdateAsync);
        fhir.MapMethods("/{type}/{id}", [.. _changes, "POST"], (string type) => NotAllowed(type, "GET"));
        var patientMessages = app.MapGroup(PatientMessages.Path).RequireAuthorization();
        patientMessages.MapPost("", (HttpContext context, SandboxOptions options, PatientMessages messages) =>
            options.EhrFlavour == EhrFlavour.Oracle ? messages.FileAsync(context) : Task.FromResult(Results.NotFound()));
        patientMessages.MapGet("", (HttpContext context, SandboxOptions options, PatientMessages messages) =>
            options.EhrFlavour == EhrFlavour.Oracle ? messages.Search(context) : Results.NotFound());
        fhir.MapFallback("/{**path}", () => FhirAnswer.Error(StatusCodes.Status404NotFound,
            new EhrIssue(EhrCode.NotFound, "not-found", "There is nothing at this address.")));
    }

    /// <summary>Registers what <see cref="MapFhir"/> needs.</summary>
    public static void AddFhir(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CommunicationCreate>();
        builder.Services.AddScoped<CommunicationUpdate>();
        builder.Services.AddSingleton<PatientMessages>();
        builder.Services.AddCors(cors =>
            cors.AddPolicy(Discovery, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET")));
    }

    private static async ValueTask<object?> RefuseOtherFormatsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Negotiation.Accepts(context.HttpContext.Request)
            ? await next(context)
            : FhirAnswer.Error(StatusCodes.Status406NotAcceptable,
                new EhrIssue(EhrCode.NotAcceptable, "not-supported", "This EHR answers application/fhir+json only."));

    private static FhirAnswer SearchByQuery(string type, HttpContext context, EhrRecords records, SandboxOptions options) =>
        Search(type, context.Request.Query, context, records, options);

    private static async Task<FhirAnswer> SearchByFormAsync(string type, HttpContext context, EhrRecords records, SandboxOptions options)
    {
        if (!context.Request.HasFormContentType)
        {
            return Unsupported("A search by POST has a form for a body.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Search(type, form, context, records, options);
    }

    private static FhirAnswer Search(
        string type, IEnumerable<KeyValuePair<string, StringValues>> parameters, HttpContext context, EhrRecords records,
        SandboxOptions options)
    {
        if (!SearchParameters.Serves(type))
        {
            return UnknownType(type);
        }

        var reach = AccessPolicy.For(CallerOf(context), type, AccessPolicy.Search);
        if (reach is Reach.Nothing)
        {
            return FhirAnswer.Forbidden($"No scope of the token allows searching {type}.");
        }

        var fhirBase = options.EhrFhirBaseOf(context.Request);
        if (type == "Communication" && options.EhrFlavour == EhrFlavour.Oracle)
        {
            return OracleSearch.Run(records, parameters, reach, fhirBase);
        }

        var (request, issues) = SearchRequest.Parse(type, fhirBase, parameters);
        if (request is null)
        {
            return FhirAnswer.Error(StatusCodes.Status400BadRequest, issues);
        }

        if (type == "Communication" && options.EhrFlavour == EhrFlavour.Epic && EpicContract.Fault(request) is { } withoutPatient)
        {
            return FhirAnswer.Error(StatusCodes.Status400BadRequest, withoutPatient);
        }

        var page = type == "Communication"
            ? CommunicationSearch.Run(records, request, reach)
            : DirectorySearch.Run(records.Directory, request, reach);
        return new FhirAnswer(StatusCodes.Status200OK, SearchBundle.Write(request, page, fhirBase));
    }

    private static FhirAnswer Read(string type, string id, HttpContext context, EhrRecords records)
    {
        if (!SearchParameters.Serves(type))
        {
            return UnknownType(type);
        }

        var reach = AccessPolicy.For(CallerOf(context), type, AccessPolicy.Read);
        if (reach is Reach.Nothing)
        {
            return FhirAnswer.Forbidden($"No scope of the token allows reading {type}.");
        }

        var content = type == "Communication"
            ? CommunicationSearch.Read(records, id, reach)
            : records.Directory.Find(type, id) is { } entry && reach.Covers(entry.Chart) ? entry.Content : null;
        return content is null
            ? FhirAnswer.Unknown(type, id)
            : new FhirAnswer(StatusCodes.Status200OK, content) { ETag = $"W/\"{FiledForm.VersionOf(content)}\"" };
    }

    private static async Task<FhirAnswer> CreateAsync(
        string type, HttpContext context, CommunicationCreate create, CancellationToken cancellationToken)
    {
        if (type != "Communication")
        {
            return NotAllowed(type, "GET");
        }

        var reach = AccessPolicy.For(CallerOf(context), type, AccessPolicy.Create);
        if (reach is Reach.Nothing)
        {
            return FhirAnswer.Forbidden("No scope of the token allows creating Communications.");
        }

        return Negotiation.IsJsonBody(context.Request.ContentType)
            ? await create.RunAsync(context.Request, reach, cancellationToken)
            : Unsupported("A Communication comes as application/fhir+json in UTF-8.");
    }

    private static async Task<FhirAnswer> UpdateAsync(
        string id, HttpContext context, CommunicationUpdate update, SandboxOptions options, CancellationToken cancellationToken)
    {
        if (!options.EhrTakesUpdates)
        {
            return NotAllowed("Communication", "GET");
        }

        var reach = AccessPolicy.For(CallerOf(context), "Communication", AccessPolicy.Update);
        if (reach is Reach.Nothing)
        {
            return FhirAnswer.Forbidden("No scope of the token allows updating Communications.");
        }

        return Negotiation.IsJsonBody(context.Request.ContentType)
            ? await update.RunAsync(id, context.Request, reach, cancellationToken)
            : Unsupported("A Communication comes as application/fhir+json in UTF-8.");
    }

    private static Caller CallerOf(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("An authorized request has a caller.");

    private static FhirAnswer NotAllowed(string type, string allowed) => SearchParameters.Serves(type)
        ? FhirAnswer.NotAllowed(type == "Communication" ? allowed : "GET")
        : UnknownType(type);

    private static FhirAnswer UnknownType(string type) => FhirAnswer.Error(StatusCodes.Status404NotFound,
        new EhrIssue(EhrCode.NotFound, "not-supported", $"This EHR does not serve {type}."));

    private static FhirAnswer Unsupported(string text) =>
        FhirAnswer.Error(StatusCodes.Status415UnsupportedMediaType, new EhrIssue(EhrCode.UnsupportedMedia, "not-supported", text));
}
