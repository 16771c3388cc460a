using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>What a create's headers must say before its body is worth reading.</summary>
internal static class CreateRequest
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private const int LongestIdempotencyKey = 200;

    /// <summary>The client's name for this create, if it gave one.</summary>
    public static string? IdempotencyKey(HttpRequest request) =>
        request.Headers[IdempotencyHeader] is [{ Length: > 0 } key] ? key : null;

    public static Refused? ObjectionTo(HttpRequest request)
    {
        if (FhirBody.ObjectionTo(request) is { } objection)
        {
            return objection;
        }

        var keys = request.Headers[IdempotencyHeader];
        return keys.Count > 1 || keys.ToString() is { Length: > LongestIdempotencyKey } || (keys.Count == 1 && string.IsNullOrWhiteSpace(keys))
            ? Refuse(StatusCodes.Status400BadRequest, OperationOutcome.IssueType.Value, "Idempotency-Key must be one value of 1 to 200 characters.")
            : null;
    }

    private static Refused Refuse(int status, OperationOutcome.IssueType code, string sentence) => new(status, [new Issue(code, sentence)]);
}
