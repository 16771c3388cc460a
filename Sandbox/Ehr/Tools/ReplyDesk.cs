using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Tools;

/// <summary>Plays a clinician who writes in the EHR itself: an answer to a message, or one that nobody asked for, and what is put right about it later.</summary>
internal sealed class ReplyDesk(EhrRecords records, TimeProvider clock)
{
    private const string Clinician = "Practitioner/dr-lee";

    /// <summary>Files what the form says. What it leaves out follows from the message that it answers.</summary>
    public async Task<IResult> FileAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var answered = Given(form, "answers") is { } id ? Filed(id) : null;
        if (form.ContainsKey("answers") && answered is null)
        {
            return Wrong("There is no such message to answer: answers is the EHR's own id of one.");
        }

        if (Given(form, "text") is not { } text)
        {
            return Wrong("Send a form with text and answers, or patient and to; and if you like from and status.");
        }

        var reply = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["status"] = Given(form, "status") ?? "completed",
            ["sent"] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["sender"] = Reference(Given(form, "from") ?? Clinician),
            ["payload"] = new JsonArray(new JsonObject { ["contentString"] = text }),
        };
        if (answered is not null)
        {
            reply["inResponseTo"] = new JsonArray(Reference($"Communication/{(string?)answered["id"]}"));
        }

        if ((Given(form, "patient") is { } patient ? $"Patient/{patient}" : (string?)answered?["subject"]?["reference"]) is { } subject)
        {
            reply["subject"] = Reference(subject);
        }

        if ((Given(form, "to") ?? (string?)answered?["sender"]?["reference"]) is { } recipient)
        {
            reply["recipient"] = new JsonArray(Reference(recipient));
        }

        return await FileAsync(reply, cancellationToken);
    }

    /// <summary>Changes the status, or the text, of what was filed.</summary>
    public async Task<IResult> CorrectAsync(string id, IFormCollection form, CancellationToken cancellationToken)
    {
        if (!CommunicationIds.TryParse(id, out var sequence) || CommunicationSearch.Read(records, id, new Reach.Everything()) is not { } filed)
        {
            return Results.NotFound();
        }

        var corrected = JsonNode.Parse(filed)!.AsObject();
        corrected["status"] = Given(form, "status") ?? (string?)corrected["status"];
        if (Given(form, "text") is { } text)
        {
            corrected["payload"] = new JsonArray(new JsonObject { ["contentString"] = text });
        }

        using var document = JsonDocument.Parse(corrected.ToJsonString());
        var content = FiledForm.Stamp(document.RootElement, id, clock.GetUtcNow(), FiledForm.VersionOf(filed) + 1);
        return await records.Log.ReplaceAsync(FiledForm.Of(document.RootElement, sequence, content), filed, cancellationToken)
            ? Results.Text(Encoding.UTF8.GetString(content), FhirAnswer.MediaType)
            : Results.Conflict();
    }

    private async Task<IResult> FileAsync(JsonObject reply, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(reply.ToJsonString());
        using var document = JsonDocument.Parse(body);
        if (CommunicationCheck.Fault(body, document.RootElement, records.Directory) is { } fault)
        {
            return FhirAnswer.Error(fault.Status, fault.Issues);
        }

        var sequence = records.Log.NextSequence();
        var content = FiledForm.Stamp(document.RootElement, CommunicationIds.For(sequence), clock.GetUtcNow());
        await records.Log.FileAsync(FiledForm.Of(document.RootElement, sequence, content), cancellationToken);
        return new FhirAnswer(StatusCodes.Status201Created, content);
    }

    private JsonObject? Filed(string id) =>
        CommunicationSearch.Read(records, id, new Reach.Everything()) is { } content ? JsonNode.Parse(content)!.AsObject() : null;

    private static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    private static string? Given(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private static IResult Wrong(string text) => Results.Text(text, "text/plain", statusCode: StatusCodes.Status400BadRequest);
}
