using System.Globalization;

namespace Sandbox.Ehr.Records;

/// <summary>The EHR's own ids of Communications: the sequence in the chart, dressed up, so that no index is needed to read by id.</summary>
internal static class CommunicationIds
{
    private const int Digits = 12;

    public static string For(long sequence) => "e" + sequence.ToString("d12", CultureInfo.InvariantCulture);

    public static bool TryParse(string id, out long sequence)
    {
        sequence = 0;
        return id.Length == Digits + 1 && id[0] == 'e'
            && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
