using System.Globalization;

namespace Gateway.Mllp;

/// <summary>Instants as HL7 v2 writes them: to the second, with their zone.</summary>
internal static class Hl7Time
{
    public static string Of(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyyMMddHHmmss'+0000'", CultureInfo.InvariantCulture);
}
