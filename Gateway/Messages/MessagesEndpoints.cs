using System.Diagnostics;
using Gateway.Access;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>Creating messages over REST. It translates; it does not decide.</summary>
internal static class MessagesEndpoints
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/Communication", CreateAsync);
        return routes;
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, CallerReader callers, InboundMessageReader reader, MessageIntake intake, PublicBase publicBase, IOptions<RestOptions> rest)
    {
        if (CreateRequest.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var caller = callers.Read(context.User);
        if (!caller.Allows("Communication", ScopeRights.Create))
        {
            return new Refused(StatusCodes.Status403Forbidden, [ErrorResponses.ForStatus(StatusCodes.Status403Forbidden)]);
        }

        var body = await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        return reader.Read(body, caller, CreateRequest.IdempotencyKey(context.Request)) switch
        {
            InboundMessageReader.Reading.Message message => Answer(await intake.ReceiveAsync(message.Inbound, context.RequestAborted), publicBase),
            InboundMessageReader.Reading.AgainstProfile broken => new Refused(StatusCodes.Status422UnprocessableEntity, broken.Issues),
            InboundMessageReader.Reading.Unparsable unparsable => new Refused(StatusCodes.Status400BadRequest, unparsable.Issues),
            _ => throw new UnreachableException(),
        };
    }

    internal static IResult Answer(IntakeOutcome outcome, PublicBase publicBase) => outcome switch
    {
        IntakeOutcome.Received received => new ResourceCreated(publicBase, received.Message),
        IntakeOutcome.AlreadyReceived original => new ResourceAlreadyCreated(publicBase, original.Message),
        IntakeOutcome.KeyReused => new Refused(
            StatusCodes.Status422UnprocessableEntity,
            [new Issue(OperationOutcome.IssueType.Duplicate, "This Idempotency-Key was used for a different message. Give each message a key of its own.")]),
        IntakeOutcome.Refused refused => new Refused(StatusCodes.Status422UnprocessableEntity, refused.Issues),
        IntakeOutcome.Forbidden forbidden => new Refused(StatusCodes.Status403Forbidden, forbidden.Issues),
        IntakeOutcome.Unavailable unavailable => new Refused(StatusCodes.Status503ServiceUnavailable, unavailable.Issues, TryAgainIn),
        _ => throw new UnreachableException(),
    };
}
