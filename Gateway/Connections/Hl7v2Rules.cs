using Gateway.Mllp;
using Gateway.References;

namespace Gateway.Connections;

/// <summary>What is wrong with the settings of an EHR that takes HL7 v2. Pure, but for a look at the files.</summary>
internal static class Hl7v2Rules
{
    private const string Section = $"{EhrOptions.Section}:{nameof(EhrOptions.Hl7v2)}";
    private const int MostConnections = 32;

    /// <summary>Each complaint with the setting it is about.</summary>
    public static IEnumerable<(string Setting, string Complaint)> Check(EhrOptions options) => (options.Connector, options.Hl7v2) switch
    {
        (EhrKind.Hl7v2, null) =>
            [(nameof(EhrOptions.Hl7v2), $"{Section} is needed with {nameof(EhrOptions.Connector)} {nameof(EhrKind.Hl7v2)}: Address, DocumentType and Authorities.")],
        (EhrKind.Hl7v2, { } hl7v2) => Check(hl7v2),
        (_, not null) => [(nameof(EhrOptions.Hl7v2), $"{Section} is set, and {EhrOptions.Section}:{nameof(EhrOptions.Connector)} is not {nameof(EhrKind.Hl7v2)}.")],
        _ => [],
    };

    private static IEnumerable<(string Setting, string Complaint)> Check(Hl7v2Options hl7v2)
    {
        if (hl7v2.Address is not { } address || !MllpAddress.Is(address))
        {
            yield return About(nameof(Hl7v2Options.Address), "must be mllp://host:port, or mllps://host:port for TLS.");
        }
        else if (address.Scheme == MllpAddress.Plain && !address.IsLoopback && !hl7v2.AllowUnencrypted)
        {
            yield return About(
                nameof(Hl7v2Options.Address),
                $"must be mllps: messages would travel in the clear. If the line is protected otherwise, set {nameof(Hl7v2Options.AllowUnencrypted)} to true.");
        }

        foreach (var (setting, complaint) in Hl7v2EndRules.OfCertificates(hl7v2.TrustFile, hl7v2.CertificateFile))
        {
            yield return About(setting, complaint);
        }

        if (hl7v2.Connections is < 1 or > MostConnections)
        {
            yield return About(nameof(Hl7v2Options.Connections), $"must be 1 to {MostConnections}.");
        }

        if (hl7v2.Processing is not ("P" or "T" or "D"))
        {
            yield return About(nameof(Hl7v2Options.Processing), "must be P, T or D.");
        }

        if (string.IsNullOrWhiteSpace(hl7v2.DocumentType))
        {
            yield return About(nameof(Hl7v2Options.DocumentType), "must be a code of the receiver's table 0270.");
        }

        if (Hl7v2EndRules.OfAuthorities(hl7v2.Authorities) is { } unknown)
        {
            yield return About(nameof(Hl7v2Options.Authorities), unknown);
        }

        if (!hl7v2.Persons.All(person => ResourceKey.TryParse(person.Key, out _) && !string.IsNullOrWhiteSpace(person.Value)))
        {
            yield return About(nameof(Hl7v2Options.Persons), "must lead from Type/id to the receiver's own id.");
        }

        if (!hl7v2.TransientErrors.All(code => code.Length is > 0 and <= 3 && code.All(char.IsAsciiDigit)))
        {
            yield return About(nameof(Hl7v2Options.TransientErrors), "must be codes of table 0357, as in 207.");
        }
    }

    private static (string Setting, string Complaint) About(string setting, string complaint) => (setting, $"{Section}:{setting} {complaint}");
}
