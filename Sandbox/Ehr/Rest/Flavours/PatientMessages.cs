using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest.Flavours;

/// <summary>Where an EHR in Oracle's manner takes what patients and their proxies write: JSON of its own, each <c>externalId</c> once.</summary>
internal sealed class PatientMessages(EhrRecords records, SandboxOptions options, TimeProvider clock) : IDisposable
{
    public const string Path = "/patient-messages";
    public const string IdSystem = "urn:sandbox:patient-message";

    private static readonly string[] Required = ["externalId", "patient", "author", "recipients", "subject", "text", "priority", "sentAt"];

    // The id is looked for and then filed: one at a time, so that two at once are not both new.
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IResult> FileAsync(HttpContext context)
    {
        if (!Covers(context, AccessPolicy.Create))
        {
            return FhirAnswer.Forbidden("No scope of the token allows writing patient messages.");
        }

        JsonObject? message;
        try
        {
            message = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            message = null;
        }

        if (message is null || Objection(message) is not null)
        {
            return Wrong(StatusCodes.Status400BadRequest, message is null ? "The body is no JSON object." : Objection(message)!);
        }

        await _one.WaitAsync(context.RequestAborted);
        try
        {
            return Find((string)message["externalId"]!) is { } earlier
                ? Wrong(StatusCodes.Status409Conflict, $"This externalId is {earlier} already.")
                : await FileAsync(message, context);
        }
        finally
        {
            _one.Release();
        }
    }

    public IResult Search(HttpContext context) => !Covers(context, AccessPolicy.Search) ? FhirAnswer.Forbidden("No scope of the token allows searching patient messages.")
        : context.Request.Query["externalId"].ToString() is not { Length: > 0 } id ? Wrong(StatusCodes.Status400BadRequest, "Search by externalId.")
        : Results.Text(
            new JsonObject { ["messages"] = Find(id) is { } found ? new JsonArray(new JsonObject { ["id"] = found, ["externalId"] = id }) : [] }.ToJsonString(),
            "application/json");

    public void Dispose() => _one.Dispose();

    private static bool Covers(HttpContext context, char permission) =>
        context.Features.Get<Caller>() is { } caller && AccessPolicy.For(caller, "Communication", permission) is Reach.Everything;

    private string? Objection(JsonObject message) =>
        Required.FirstOrDefault(name => message[name] is null) is { } missing ? $"'{missing}' is missing."
        : message.Select(member => member.Key).FirstOrDefault(name => !Required.Contains(name)) is { } unknown ? $"'{unknown}' is not known."
        : (string?)message["patient"] is not { } patient || !patient.StartsWith("Patient/", StringComparison.Ordinal) || records.Directory.Find("Patient", patient[8..]) is not { ReplacedBy: null }
            ? "'patient' is no patient of this EHR."
        : message["recipients"] is not JsonArray { Count: > 0 } recipients || !recipients.All(to => (string?)to is { } text && (text.StartsWith("Practitioner/", StringComparison.Ordinal) || text.StartsWith("Group/", StringComparison.Ordinal)))
            ? "'recipients' are Practitioners and Groups."
        : (string?)message["priority"] is not ("routine" or "urgent") ? "'priority' is routine or urgent."
        : null;

    private async Task<IResult> FileAsync(JsonObject message, HttpContext context)
    {
        var shown = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = IdSystem, ["value"] = (string?)message["externalId"] }),
            ["status"] = "completed",
            ["priority"] = (string?)message["priority"],
            ["subject"] = new JsonObject { ["reference"] = (string?)message["patient"] },
            ["topic"] = new JsonObject { ["text"] = (string?)message["subject"] },
            ["sent"] = (string?)message["sentAt"],
            ["recipient"] = new JsonArray([.. message["recipients"]!.AsArray().Select(to => (JsonNode)new JsonObject { ["reference"] = (string?)to })]),
            ["sender"] = new JsonObject { ["reference"] = (string?)message["author"] },
            ["payload"] = new JsonArray(new JsonObject { ["contentString"] = (string?)message["text"] }),
        };
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(shown.ToJsonString()));
        var sequence = records.Log.NextSequence();
        var id = CommunicationIds.For(sequence);
        try
        {
            await records.Log.FileAsync(
                FiledForm.Of(document.RootElement, sequence, FiledForm.Stamp(document.RootElement, id, clock.GetUtcNow(), 0)), context.RequestAborted);
        }
        catch (SqliteException)
        {
            return Wrong(StatusCodes.Status503ServiceUnavailable, "The record cannot be written now.");
        }

        return new FhirAnswer(StatusCodes.Status201Created, default) { ETag = "W/\"0\"", Location = $"{options.PatientMessages}/{id}" };
    }

    private string? Find(string externalId)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM communication_identifier WHERE system = $system AND value = $value";
        command.Parameters.AddWithValue("$system", IdSystem);
        command.Parameters.AddWithValue("$value", externalId);
        return command.ExecuteScalar() is long sequence ? CommunicationIds.For(sequence) : null;
    }

    private static IResult Wrong(int status, string sentence) =>
        Results.Text(new JsonObject { ["error"] = sentence }.ToJsonString(), "application/json", statusCode: status);
}
