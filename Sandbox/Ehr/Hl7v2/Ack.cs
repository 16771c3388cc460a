using System.Globalization;
using System.Text;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Hl7v2;

/// <summary>What this EHR answers a document with.</summary>
/// <param name="Code">AA, AE or AR.</param>
/// <param name="Error">Of table 0357; none with AA.</param>
/// <param name="Place">Segment, sequence and field, if one is meant.</param>
/// <param name="Own">Its own number, if it has one for this.</param>
internal sealed record Ack(string Code, int? Error = null, string? Place = null, EhrCode? Own = null)
{
    public static readonly Ack Taken = new("AA");

    public static Ack UnknownPatient => new("AE", 204, "PID^1^3");

    public byte[] For(string controlId, DateTimeOffset now)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $@"MSH|^~\&|{MdmContract.Application}||||{now.ToUniversalTime():yyyyMMddHHmmss}+0000||ACK|{controlId}A|P|2.5.1||||||UNICODE UTF-8").Append('\r')
            .Append(CultureInfo.InvariantCulture, $"MSA|{Code}|{controlId}").Append('\r');
        if (Error is { } error)
        {
            // Prose, as real receivers add it: the gateway must not repeat it.
            text.Append(CultureInfo.InvariantCulture, $"ERR||{Place}|{error}|E|{(Own is { } own ? $"{(int)own}" : "")}|||about My left knee").Append('\r');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
