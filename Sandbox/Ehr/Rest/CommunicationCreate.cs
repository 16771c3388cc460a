using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest.Flavours;

namespace Sandbox.Ehr.Rest;

/// <summary>Files a message. There is no conditional create: <c>If-None-Exist</c> is not looked at, as in Epic, so a blind retry files twice.</summary>
internal sealed class CommunicationCreate(EhrRecords records, SandboxOptions options, TimeProvider clock)
{
    public async Task<FhirAnswer> RunAsync(HttpRequest request, Reach reach, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream(request.ContentLength is > 0 and < 1_000_000 ? (int)request.ContentLength : 1024);
            await request.Body.CopyToAsync(body, cancellationToken);
            var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
            using var document = JsonDocument.Parse(bytes);
            return CommunicationCheck.Fault(bytes.Span, document.RootElement, records.Directory) is { } fault ? FhirAnswer.Error(fault.Status, fault.Issues)
                : OfFlavour(document.RootElement) is { } broken ? FhirAnswer.Error(broken.Status, broken.Issue)
                : await FileAsync(request, document.RootElement, reach, cancellationToken);
        }
        catch (JsonException)
        {
            return FhirAnswer.Error(StatusCodes.Status400BadRequest, new EhrIssue(EhrCode.Malformed, "structure", "The body is not JSON."));
        }
        catch (BadHttpRequestException e)
        {
            return FhirAnswer.Error(e.StatusCode, new EhrIssue(EhrCode.TooLarge, "too-costly", "The body cannot be read: it is too large or broken off."));
        }
        catch (SqliteException)
        {
            return FhirAnswer.Error(StatusCodes.Status503ServiceUnavailable,
                new EhrIssue(EhrCode.Unavailable, "transient", "The record cannot be written now."));
        }
    }

    private async Task<FhirAnswer> FileAsync(HttpRequest request, JsonElement root, Reach reach, CancellationToken cancellationToken)
    {
        var message = Prepare(root);
        if (!reach.CoversMessage(message.Patient))
        {
            return FhirAnswer.Forbidden("The token does not reach the chart of the subject.");
        }

        await records.Log.FileAsync(message, cancellationToken);
        return Created(request, message);
    }

    private (int Status, EhrIssue Issue)? OfFlavour(JsonElement message) => options.EhrFlavour switch
    {
        EhrFlavour.Generic => null,
        EhrFlavour.Epic => EpicContract.Fault(message),
        EhrFlavour.Oracle => OracleContract.Fault(message),
        EhrFlavour.Hl7v2 => (StatusCodes.Status422UnprocessableEntity, new EhrIssue(EhrCode.Refused, "not-supported", "This EHR takes documents over HL7 v2.")),
    };

    private bool IsOracle => options.EhrFlavour == EhrFlavour.Oracle;

    private FiledCommunication Prepare(JsonElement root)
    {
        var sequence = records.Log.NextSequence();
        var content = FiledForm.Stamp(root, CommunicationIds.For(sequence), clock.GetUtcNow(), IsOracle ? 0 : 1);
        return FiledForm.Of(root, sequence, content);
    }

    private FhirAnswer Created(HttpRequest request, FiledCommunication message)
    {
        var minimal = IsOracle || request.Headers["Prefer"].ToString().Contains("return=minimal", StringComparison.Ordinal);
        return new FhirAnswer(StatusCodes.Status201Created, minimal ? default : message.Content)
        {
            ETag = IsOracle ? "W/\"0\"" : "W/\"1\"",
            Location = $"{options.EhrFhirBaseOf(request)}/Communication/{CommunicationIds.For(message.Sequence)}{(IsOracle ? "" : "/_history/1")}",
        };
    }
}
