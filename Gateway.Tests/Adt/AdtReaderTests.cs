using System.Text;
using Gateway.Adt;
using Gateway.Connections;
using Gateway.Mllp;

namespace Gateway.Tests.Adt;

/// <summary>What of an ADT message is read, and what each is answered with.</summary>
public sealed class AdtReaderTests
{
    private static readonly AdtOptions Options = new()
    {
        Authorities = [new() { System = "urn:mrn", Name = "MRN" }, new Hl7v2Authority { System = "urn:nhs", Name = "NHS", UniversalId = "1.2.3", UniversalIdType = "ISO" }],
    };

    [Theory]
    [InlineData("A08", "PID|1||1^^^MRN", "changed urn:mrn|1")]
    [InlineData("A31", "PID|1||1^^^MRN~9^^^NHS&1.2.3&ISO~1^^^MRN", "changed urn:mrn|1 urn:nhs|9")]
    [InlineData("A31", "PID|1||9^^^OTHERNAME&1.2.3&ISO", "changed urn:nhs|9")]
    [InlineData("A31", "PID|1||9^^^NHS", "changed urn:nhs|9")]
    [InlineData("A31", "PID|1||9^^^NHS&9.9.9&ISO", "AE 204 PID-3")]
    [InlineData("A31", "PID|1||9^^^NHS&1.2.3&UUID", "AE 204 PID-3")]
    [InlineData("A31", "PID|1||1", "AE 204 PID-3")]
    [InlineData("A31", "PID|1||1^^^ELSEWHERE", "AE 204 PID-3")]
    [InlineData("A31", "PID|1||^^^MRN", "AE 101 PID-3")]
    [InlineData("A31", "PID|1", "AE 101 PID-3")]
    [InlineData("A31", "EVN|A31", "AE 100 PID-")]
    [InlineData("A40", "PID|1||1^^^MRN\rMRG|2^^^MRN", "merged urn:mrn|2 into urn:mrn|1")]
    [InlineData("A40", "PID|1||1^^^MRN\rPD1|x\rMRG|2^^^MRN\rPV1|1|N\rPID|2||3^^^MRN\rMRG|4^^^MRN~5^^^NHS", "merged urn:mrn|2 into urn:mrn|1; urn:mrn|4 urn:nhs|5 into urn:mrn|3")]
    [InlineData("A40", "PID|1||1^^^MRN", "AE 100 MRG-")]
    [InlineData("A40", "MRG|1^^^MRN", "AE 100 PID-")]
    [InlineData("A40", "PID|1||1^^^MRN\rPID|2||2^^^MRN\rMRG|3^^^MRN", "AE 100 MRG-")]
    [InlineData("A40", "PID|1||1^^^MRN\rMRG|2^^^MRN\rMRG|3^^^MRN", "AE 100 PID-")]
    [InlineData("A40", "PID|1||1^^^MRN\rMRG|", "AE 101 MRG-1")]
    [InlineData("A40", "PID|1||1^^^MRN\rMRG|2^^^ELSEWHERE", "AE 204 MRG-1")]
    [InlineData("A40", "PID|1||1^^^ELSEWHERE\rMRG|2^^^MRN", "AE 204 PID-3")]
    [InlineData("A01", "PID|1||1^^^MRN", "AR 201 MSH-9")]
    [InlineData("", "PID|1||1^^^MRN", "AR 201 MSH-9")]
    public void Patients_are_told_by_the_numbers_of_known_authorities(string trigger, string segments, string expected) =>
        Assert.Equal(expected, Told(AdtReader.Read(Message($"ADT^{trigger}", segments), Options)));

    [Fact]
    public void So_many_numbers_are_nobodys() => Assert.Equal(
        "AE 102 PID-3", Told(AdtReader.Read(Message("ADT^A08", $"PID|1||{string.Join('~', Enumerable.Range(1, 21).Select(number => $"{number}^^^MRN"))}"), Options)));

    [Theory]
    [InlineData("ORU^R01", "C1", "P", "2.5.1", "AR 200 MSH-9")]
    [InlineData("ADT^A08", "", "P", "2.5.1", "AR 101 MSH-10")]
    [InlineData("ADT^A08", "C1", "T", "2.5.1", "AR 202 MSH-11")]
    [InlineData("ADT^A08", "C1", "", "2.5.1", "AR 202 MSH-11")]
    [InlineData("ADT^A08", "C1", "P", "3.0", "AR 203 MSH-12")]
    [InlineData("ADT^A08", "C1", "P", "", "AR 203 MSH-12")]
    [InlineData("ADT^A08^ADT_A01", "C1", "P", "2.3", "changed urn:mrn|1")]
    public void What_is_not_for_here_is_rejected(string type, string controlId, string processing, string version, string expected) =>
        Assert.Equal(expected, Told(AdtReader.Read(Message(type, "PID|1||1^^^MRN", controlId, processing, version), Options)));

    [Fact]
    public void What_is_no_message_is_rejected() => Assert.Equal("AR 100 -", Told(AdtReader.Read(null, Options)));

    [Fact]
    public void An_answer_goes_back_to_who_asked_and_says_nothing_of_the_patient()
    {
        var message = Message("ADT^A08", "PID|1||1^^^MRN||Smith^Susie", "C\\F\\1");

        var answer = Encoding.UTF8.GetString(AdtAnswer.Unknown("PID", 3).For(message, "A1", "P", new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero)));

        Assert.Equal(
            "MSH|^~\\&|GW|CLINIC|HIS|HOSPITAL|20261130090000+0000||ACK^A08^ACK|A1|P|2.5.1||||||UNICODE UTF-8\rMSA|AE|C\\F\\1\rERR||PID^1^3|204|E\r", answer);
    }

    [Fact]
    public void What_could_not_be_read_is_answered_to_nobody_in_particular() => Assert.Equal(
        "MSH|^~\\&|||||20261130090000+0000||ACK^^ACK|A1|P|2.5.1||||||UNICODE UTF-8\rMSA|AR\rERR|||100|E\r",
        Encoding.UTF8.GetString(new AdtAnswer("AR", 100).For(null, "A1", "P", new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero))));

    private static Hl7Message? Message(string type, string segments, string controlId = "C1", string processing = "P", string version = "2.5.1") =>
        Hl7Message.TryRead(Encoding.UTF8.GetBytes($"MSH|^~\\&|HIS|HOSPITAL|GW|CLINIC|20261130||{type}|{controlId}|{processing}|{version}\r{segments}\r"), out var message) ? message : null;

    private static string Told(AdtReading reading) => reading switch
    {
        AdtReading.Changed changed => $"changed {string.Join(' ', changed.Patient.Select(number => $"{number.System}|{number.Value}"))}",
        AdtReading.Merged merged => "merged " + string.Join("; ", merged.Merges.Select(merge =>
            $"{string.Join(' ', merge.Merged.Select(number => $"{number.System}|{number.Value}"))} into {string.Join(' ', merge.Survivor.Select(number => $"{number.System}|{number.Value}"))}")),
        AdtReading.Wrong { Answer: var answer } => $"{answer.Code} {answer.Error} {answer.Segment}-{answer.Field}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
