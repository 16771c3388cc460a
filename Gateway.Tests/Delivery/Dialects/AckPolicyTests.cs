using System.Text;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Delivery.Dialects;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>What each acknowledgement means for the message.</summary>
public sealed class AckPolicyTests
{
    [Theory]
    [InlineData("MSA|AA|C1", "taken")]
    [InlineData("MSA|CA|C1", "taken")]
    [InlineData("MSA|AA|C2", "unrelated ack-of-another")]
    [InlineData("MSA|AA", "unrelated ack-of-another")]
    [InlineData("MSA|OK|C1", "unrelated answer-malformed")]
    [InlineData("NTE|1", "unrelated answer-malformed")]
    [InlineData("MSA|AE|C1\rERR|||207|E", "later hl7-207")]
    [InlineData("MSA|AR|C1\rERR|||206|E", "later hl7-206")]
    [InlineData("MSA|CE|C1\rERR|||207|E", "later hl7-207")]
    [InlineData("MSA|AE|C1\rERR|||207|E|59500", "later ehr-59500")]
    [InlineData("MSA|AE|C1\rERR|||207|E|4130", "refused ehr-4130")]
    [InlineData("MSA|AE|C1\rERR||PID^1^3|101|E", "refused hl7-101 Communication.subject")]
    [InlineData("MSA|AR|C1\rERR||MSH^1^9|200|E", "refused hl7-200")]
    [InlineData("MSA|CR|C1\rERR||MSH^1^12|203|E", "refused hl7-203")]
    [InlineData("MSA|AE|C1\rERR||PID^1^3|204|E", "refused hl7-204-pid Communication.subject")]
    [InlineData("MSA|AE|C1\rERR||PV1^1^19|204|E", "refused hl7-204 Communication.encounter")]
    [InlineData("MSA|AE|C1\rERR||TXA^1^9|103|E", "refused hl7-103 Communication.sender")]
    [InlineData("MSA|AE|C1\rERR||TXA^1^23|103|E", "refused hl7-103 Communication.recipient")]
    [InlineData("MSA|AE|C1\rERR||OBX^2^5|102|E", "refused hl7-102 Communication.payload")]
    [InlineData("MSA|AE|C1\rERR||TXA^1^12|204|E", "no such document hl7-204")]
    [InlineData("MSA|AE|C1\rERR||TXA^1^12|205|E", "known hl7-205")]
    [InlineData("MSA|AE|C1\rERR|||205|E", "known hl7-205")]
    [InlineData("MSA|AE|C1\rERR||PID^1^3|205|E", "refused hl7-205 Communication.subject")]
    [InlineData("MSA|AE|C1\rERR|PID^1^5^101&Required field missing", "refused hl7-101 Communication.subject")]
    [InlineData("MSA|AE|C1", "refused hl7-ae")]
    [InlineData("MSA|AR|C1", "later hl7-ar")]
    [InlineData("MSA|CE|C1", "later hl7-ce")]
    [InlineData("MSA|CR|C1", "refused hl7-cr")]
    [InlineData("MSA|AE|C1|Susie Smith is unknown\rERR|||Susie|E|Smith", "refused hl7-ae")]
    public void An_acknowledgement_has_one_meaning(string segments, string meaning) =>
        Assert.Equal(meaning, Told(AckPolicy.Of(Read(segments), "C1", AckPolicy.TransientOf(new Hl7v2Options()))));

    [Theory]
    [InlineData("103", "later hl7-103")]
    [InlineData("207", "refused hl7-207")]
    public void Which_errors_pass_is_a_setting(string code, string meaning) => Assert.Equal(
        meaning,
        Told(AckPolicy.Of(Read($"MSA|AE|C1\rERR|||{code}|E"), "C1", AckPolicy.TransientOf(new Hl7v2Options { TransientErrors = ["103"] }))));

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("MSH")]
    [InlineData("MSA|AA|C1\r")]
    public void What_is_no_message_is_no_acknowledgement(string content) => Assert.Null(Acknowledgement.Read(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Every_refusal_of_the_patient_has_its_reason() => Assert.Equal(
        (FaultReason.PatientUnknown, "204"), (FaultReasons.Of("hl7-204-pid"), FaultReasons.EhrCodeOf("hl7-204-pid")));

    private static Acknowledgement? Read(string segments) => Acknowledgement.Read(Encoding.UTF8.GetBytes($@"MSH|^~\&|EHR||||20261130||ACK|A1|P|2.5.1" + $"\r{segments}\r"));

    private static string Told(AckVerdict verdict) => verdict switch
    {
        AckVerdict.Taken => "taken",
        AckVerdict.Known known => $"known {known.Fault}",
        AckVerdict.NoSuchDocument none => $"no such document {none.Fault}",
        AckVerdict.Refused refused => $"refused {refused.Fault} {refused.Element}".TrimEnd(),
        AckVerdict.Later later => $"later {later.Fault}",
        AckVerdict.Unrelated unrelated => $"unrelated {unrelated.Fault}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
