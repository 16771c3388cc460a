using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest;

/// <summary>Marks a filed message as entered in error, and does nothing else: in a record nothing is rewritten. Which version is meant must be said.</summary>
internal sealed class CommunicationUpdate(EhrRecords records, TimeProvider clock)
{
    public async Task<FhirAnswer> RunAsync(string id, HttpRequest request, Reach reach, CancellationToken cancellationToken)
    {
        if (CommunicationSearch.Read(records, id, reach) is not { } filed || !CommunicationIds.TryParse(id, out var sequence))
        {
            return FhirAnswer.Unknown("Communication", id);
        }

        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
            using var document = JsonDocument.Parse(bytes);
            if (CommunicationCheck.Fault(bytes.Span, document.RootElement, records.Directory) is { } fault)
            {
                return FhirAnswer.Error(fault.Status, fault.Issues);
            }

            return Objection(id, request, document.RootElement, filed)
                ?? await ReplaceAsync(id, sequence, document.RootElement, filed, cancellationToken);
        }
        catch (JsonException)
        {
            return FhirAnswer.Error(StatusCodes.Status400BadRequest, new EhrIssue(EhrCode.Malformed, "structure", "The body is not JSON."));
        }
        catch (SqliteException)
        {
            return FhirAnswer.Error(
                StatusCodes.Status503ServiceUnavailable, new EhrIssue(EhrCode.Unavailable, "transient", "The record cannot be written now."));
        }
    }

    private static FhirAnswer? Objection(string id, HttpRequest request, JsonElement root, byte[] filed)
    {
        if (!root.TryGetProperty("id", out var named) || named.GetString() != id)
        {
            return FhirAnswer.Error(
                StatusCodes.Status400BadRequest, new EhrIssue(EhrCode.InvalidContent, "value", "The id must be the one in the address.", "Communication.id"));
        }

        var expected = $"W/\"{FiledForm.VersionOf(filed)}\"";
        if (request.Headers.IfMatch.ToString() != expected)
        {
            return FhirAnswer.Error(
                StatusCodes.Status412PreconditionFailed, new EhrIssue(EhrCode.InvalidContent, "conflict", "If-Match must name the current version."));
        }

        using var before = JsonDocument.Parse(filed);
        if (root.GetProperty("status").GetString() != "entered-in-error")
        {
            return FhirAnswer.Error(
                StatusCodes.Status422UnprocessableEntity,
                new EhrIssue(EhrCode.InvalidContent, "business-rule", "A message can only be marked as entered in error.", "Communication.status"));
        }

        return SubjectOf(root) == SubjectOf(before.RootElement)
            ? null
            : FhirAnswer.Error(
                StatusCodes.Status422UnprocessableEntity,
                new EhrIssue(EhrCode.InvalidSubject, "business-rule", "A message stays in its chart.", "Communication.subject"));
    }

    private static string? SubjectOf(JsonElement message) => ElementValues.References(message, "subject").FirstOrDefault();

    private async Task<FhirAnswer> ReplaceAsync(string id, long sequence, JsonElement root, byte[] filed, CancellationToken cancellationToken)
    {
        var version = FiledForm.VersionOf(filed) + 1;
        var content = FiledForm.Stamp(root, id, clock.GetUtcNow(), version);
        return await records.Log.ReplaceAsync(FiledForm.Of(root, sequence, content), filed, cancellationToken)
            ? new FhirAnswer(StatusCodes.Status200OK, content) { ETag = $"W/\"{version}\"" }
            : FhirAnswer.Error(
                StatusCodes.Status412PreconditionFailed, new EhrIssue(EhrCode.InvalidContent, "conflict", "If-Match must name the current version."));
    }
}
