using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;
using Sandbox.Ehr.Rest;
using Sandbox.Families;

namespace Sandbox.Ehr.Hl7v2;

/// <summary>Files documents in the record, where they are Communications to whoever reads it over FHIR; each document number once.</summary>
internal sealed class MdmArchive(EhrRecords records, TimeProvider clock) : IDisposable
{
    // A number is looked for and then filed: one at a time, so that two at once are not both new.
    private readonly SemaphoreSlim _one = new(1);

    public async Task<Ack> TakeAsync(MdmReading.Document document, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return PatientOf(document, out var id) is { } objection ? objection
                : document.Content is { } content ? await FileAsync(document, content, id, cancellationToken)
                : await CancelAsync(document, id, cancellationToken);
        }
        catch (SqliteException)
        {
            return new Ack("AE", 207, null, EhrCode.Unavailable);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // The number and the family name must be of the same patient, and of one that is still there.
    private Ack? PatientOf(MdmReading.Document document, out string id)
    {
        var patient = records.Directory.OfType("Patient").SingleOrDefault(entry => entry.ValuesOf("identifier").Contains($"{Shapes.RecordNumbers}|{document.Patient}"));
        id = patient?.Id ?? "";
        return patient is null ? Ack.UnknownPatient
            : patient.ReplacedBy is not null ? new Ack("AE", 204, "PID^1^3", EhrCode.MergedPatient)
            : !patient.ValuesOf("family").Contains(document.Family) ? new Ack("AE", 204, "PID^1^5")
            : document.Encounter is { } encounter && records.Directory.Find("Encounter", encounter)?.Chart != patient.Id ? new Ack("AE", 204, "PV1^1^19")
            : null;
    }

    private async Task<Ack> FileAsync(MdmReading.Document document, JsonObject content, string patient, CancellationToken cancellationToken)
    {
        if (Find(document) is not null)
        {
            return Ack.Taken;
        }

        content["subject"] = new JsonObject { ["reference"] = $"Patient/{patient}" };
        if (document.Encounter is { } encounter)
        {
            content["encounter"] = new JsonObject { ["reference"] = $"Encounter/{encounter}" };
        }

        var body = Encoding.UTF8.GetBytes(content.ToJsonString());
        using var parsed = JsonDocument.Parse(body);
        if (CommunicationCheck.Fault(body, parsed.RootElement, records.Directory) is not null)
        {
            return new Ack("AE", 102, "OBX^1^5", EhrCode.InvalidContent);
        }

        var sequence = records.Log.NextSequence();
        var stamped = FiledForm.Stamp(parsed.RootElement, CommunicationIds.For(sequence), clock.GetUtcNow());
        await records.Log.FileAsync(FiledForm.Of(parsed.RootElement, sequence, stamped), cancellationToken);
        return Ack.Taken;
    }

    private async Task<Ack> CancelAsync(MdmReading.Document document, string patient, CancellationToken cancellationToken)
    {
        if (Find(document) is not { } sequence || CommunicationSearch.Read(records, CommunicationIds.For(sequence), new Reach.Everything()) is not { } filed)
        {
            return new Ack("AE", 204, "TXA^1^12");
        }

        var cancelled = JsonNode.Parse(filed)!.AsObject();
        if ((string?)cancelled["subject"]!["reference"] != $"Patient/{patient}")
        {
            return new Ack("AE", 204, "PID^1^3");
        }

        if ((string?)cancelled["status"] == "entered-in-error")
        {
            return Ack.Taken;
        }

        cancelled["status"] = "entered-in-error";
        cancelled["payload"] = new JsonArray(new JsonObject { ["contentString"] = "Cancelled." });
        cancelled.Remove("topic");
        using var parsed = JsonDocument.Parse(cancelled.ToJsonString());
        var content = FiledForm.Stamp(parsed.RootElement, CommunicationIds.For(sequence), clock.GetUtcNow(), FiledForm.VersionOf(filed) + 1);
        return await records.Log.ReplaceAsync(FiledForm.Of(parsed.RootElement, sequence, content), filed, cancellationToken)
            ? Ack.Taken
            : new Ack("AE", 206, "TXA^1^12");
    }

    private long? Find(MdmReading.Document document)
    {
        using var connection = records.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM communication_identifier WHERE system = $system AND value = $value";
        command.Parameters.AddWithValue("$system", document.System);
        command.Parameters.AddWithValue("$value", document.Number);
        return command.ExecuteScalar() as long?;
    }
}
