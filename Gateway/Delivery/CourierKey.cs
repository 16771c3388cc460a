using Gateway.References;

namespace Gateway.Delivery;

/// <summary>Names the one courier of a chart on a connection, in the whole cluster.</summary>
internal readonly record struct CourierKey(string Connection, PatientId Chart)
{
    // Neither a connection's name nor a FHIR id can hold it.
    private const char Separator = '/';

    public override string ToString() => $"{Connection}{Separator}{Chart}";

    public static bool TryParse(string? text, out CourierKey key)
    {
        key = default;
        var separator = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (text is null || separator <= 0 || !FhirId.IsValid(text.AsSpan(separator + 1)))
        {
            return false;
        }

        key = new CourierKey(text[..separator], new PatientId(text[(separator + 1)..]));
        return true;
    }
}
