using System.Diagnostics;
using System.Text;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Policies.Versions;

/// <summary>/admin/policies: the operators' versions of the policy, and the schema that a policy must keep.</summary>
internal static class PoliciesEndpoints
{
    public const string Path = "/admin/policies";
    public const string SchemaPath = "/schemas/policy.json";

    /// <summary>How many bytes a policy may have.</summary>
    public const int LargestDocument = 1024 * 1024;

    private const string Json = "application/json";
    private static readonly Issue Good = new(IssueType.Informational, "This is a policy that can be put in force.") { Severity = IssueSeverity.Information };

    public static IEndpointRouteBuilder MapPolicies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SchemaPath, () => Results.Text(PolicySchema.Text, PolicySchema.ContentType, Encoding.UTF8))
            .AllowAnonymous().FromAnyOrigin().WithName("policySchema").WithSummary("The JSON Schema of a policy").WithTags("Policies")
            .Produces(StatusCodes.Status200OK, contentType: PolicySchema.ContentType);

        var policies = routes.MapGroup(Path).ForOperators().WithTags("Policies");
        policies.MapGet("", ListAsync).WithName("listPolicies").WithSummary("All versions of the policy, without their documents").Produces<PolicyListing>();
        policies.MapGet("{number}", async (int number, PolicyVersionsReader reader, PolicyInForce inForce, TimeProvider clock, HttpContext context) =>
                Answer(await reader.FindAsync(number, context.RequestAborted) is { } row ? new PolicyOutcome.Changed(row) : new PolicyOutcome.Unknown(), context, inForce, clock))
            .WithName("readPolicy").WithSummary("One version, with its document").Produces<PolicyVersionDocument>();
        policies.MapPost("", (HttpContext context, PolicyVersions versions) => WithDocumentAsync(
                context, (document, author) => versions.DraftAsync(document, author, context.RequestAborted)))
            .WithName("draftPolicy").WithSummary("Write a draft").Accepts<object>(Json).Produces<PolicyVersionDocument>(StatusCodes.Status201Created);
        policies.MapPut("{number}", (int number, HttpContext context, PolicyVersions versions) => WithConditionsAsync(context, preconditions => preconditions.IfMatch is null
                ? Task.FromResult<IResult>(new Refused(
                    StatusCodes.Status428PreconditionRequired, [new Issue(IssueType.Required, "Say in If-Match which state of the draft this replaces: its ETag.")]))
                : WithDocumentAsync(context, (document, author) => versions.ReplaceAsync(number, document, preconditions, author, context.RequestAborted))))
            .WithName("replacePolicyDraft").WithSummary("Replace a draft; If-Match is needed").Accepts<object>(Json).Produces<PolicyVersionDocument>();
        policies.MapDelete("{number}", (int number, HttpContext context, PolicyVersions versions) => ActAsync(
                context, (preconditions, author) => versions.DeleteAsync(number, preconditions, author, context.RequestAborted)))
            .WithName("deletePolicyDraft").WithSummary("Forget a draft").Produces(StatusCodes.Status204NoContent);
        policies.MapPost("$validate", ValidateAsync).WithName("validatePolicy").WithSummary("Everything that is wrong with a policy").Accepts<object>(Json);
        policies.MapPost("{number}/$activate", (int number, HttpContext context, PolicyVersions versions) => ActAsync(
                context, (preconditions, author) => versions.ActivateAsync(number, preconditions, author, context.RequestAborted)))
            .WithName("activatePolicy").WithSummary("Put a draft in force, now or when its document says").Produces<PolicyVersionDocument>();
        policies.MapPost("{number}/$roll-back", (int number, HttpContext context, PolicyVersions versions) => ActAsync(
                context, (_, author) => versions.RollBackAsync(number, author, context.RequestAborted)))
            .WithName("rollBackPolicy").WithSummary("Put an earlier version in force again, as a new one").Produces<PolicyVersionDocument>(StatusCodes.Status201Created);
        policies.MapPost("{number}/$withdraw", (int number, HttpContext context, PolicyVersions versions) => ActAsync(
                context, (_, author) => versions.WithdrawAsync(number, author, context.RequestAborted)))
            .WithName("withdrawPolicy").WithSummary("Call off a version that begins later").Produces<PolicyVersionDocument>();
        return routes;
    }

    internal static IResult Answer(PolicyOutcome outcome, HttpContext context, PolicyInForce inForce, TimeProvider clock)
    {
        switch (outcome)
        {
            case PolicyOutcome.Created created:
                context.Response.Headers.Location = $"{Path}/{created.Version.Number}";
                return Shown(created.Version, StatusCodes.Status201Created);
            case PolicyOutcome.Changed changed:
                return Shown(changed.Version, StatusCodes.Status200OK);
            case PolicyOutcome.Deleted:
                return Results.NoContent();
            case PolicyOutcome.Unknown:
                return new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such version of the policy.")]);
            case PolicyOutcome.Conflicting conflicting:
                return new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, conflicting.Sentence)]);
            case PolicyOutcome.Stale:
                return new Refused(StatusCodes.Status412PreconditionFailed, [new Issue(IssueType.Conflict, "If-Match: the draft has been changed. Read it again.")]);
            case PolicyOutcome.Faulty faulty:
                return new Refused(StatusCodes.Status422UnprocessableEntity, IssuesOf(faulty.Faults));
            case PolicyOutcome.Unavailable:
                return new Refused(
                    StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
            default:
                throw new UnreachableException();
        }

        IResult Shown(Storage.PolicyVersion version, int status)
        {
            var now = clock.GetUtcNow();
            context.Response.Headers.ETag = PolicyTags.TextOf(version);
            return Results.Json(
                PolicyVersionDocument.Of(version, inForce.Schedule?.At(now)?.Term.Number, now, withDocument: true), PolicyJson.Default.PolicyVersionDocument, statusCode: status);
        }
    }

    /// <summary>Each fault as an issue, with its place as a JSON Pointer.</summary>
    public static IReadOnlyList<Issue> IssuesOf(IEnumerable<PolicyFault> faults) =>
        [.. faults.Select(fault => new Issue(IssueType.Invalid, fault.Sentence, fault.Pointer.Length == 0 ? null : fault.Pointer))];

    private static async Task<IResult> ListAsync(PolicyVersionsReader reader, PolicyInForce inForce, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var number = inForce.Schedule?.At(now)?.Term.Number;
        var versions = (await reader.AllAsync(cancellationToken)).Select(row => PolicyVersionDocument.Of(row, number, now, withDocument: false));
        return Results.Json(new PolicyListing(number, [.. versions]), PolicyJson.Default.PolicyListing);
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context, cancellationToken) is not { } document)
        {
            return NotJson();
        }

        PolicyDocument.Read(Encoding.UTF8.GetBytes(document), out var faults);
        return Results.Bytes(FhirJson.Serialize(OperationOutcomes.Of(faults.IsEmpty ? [Good] : IssuesOf(faults))), FhirContent.Json);
    }

    private static Task<IResult> ActAsync(HttpContext context, Func<Preconditions, PolicyAuthor, Task<PolicyOutcome>> actAsync) =>
        WithConditionsAsync(context, async preconditions => Answer(await actAsync(preconditions, AuthorIn(context)), context));

    private static async Task<IResult> WithDocumentAsync(HttpContext context, Func<string, PolicyAuthor, Task<PolicyOutcome>> actAsync) =>
        await ReadAsync(context, context.RequestAborted) is { } document ? Answer(await actAsync(document, AuthorIn(context)), context) : NotJson();

    private static async Task<IResult> WithConditionsAsync(HttpContext context, Func<Preconditions, Task<IResult>> actAsync) =>
        Preconditions.Read(context.Request, out var preconditions) is { } objection ? objection : await actAsync(preconditions);

    private static IResult Answer(PolicyOutcome outcome, HttpContext context) => Answer(
        outcome, context, context.RequestServices.GetRequiredService<PolicyInForce>(), context.RequestServices.GetRequiredService<TimeProvider>());

    private static async Task<string?> ReadAsync(HttpContext context, CancellationToken cancellationToken) => context.Request.HasJsonContentType()
        ? Encoding.UTF8.GetString((await RequestBody.ReadAsync(context.Request, LargestDocument, cancellationToken)).Span)
        : null;

    private static Refused NotJson() => new(StatusCodes.Status415UnsupportedMediaType, [new Issue(IssueType.NotSupported, "Send application/json.")]);

    private static PolicyAuthor AuthorIn(HttpContext context) =>
        new(context.RequestServices.GetRequiredService<CallerReader>().Read(context.User), RequestOrigin.Of(context));
}
