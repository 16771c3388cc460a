using Gateway.Mllp;

namespace Gateway.Connections;

/// <summary>What is wrong with the settings that whoever speaks HL7 v2 has, sending or listening. Pure, but for a look at the files.</summary>
internal static class Hl7v2EndRules
{
    /// <summary>Each complaint with the setting it is about.</summary>
    public static IEnumerable<(string Setting, string Complaint)> OfCertificates(string? trustFile, string? certificateFile)
    {
        if (trustFile is not null && MllpCertificates.Complaint(trustFile, asOwn: false) is { } untrusted)
        {
            yield return (nameof(Hl7v2Options.TrustFile), untrusted);
        }

        if (certificateFile is not null && MllpCertificates.Complaint(certificateFile, asOwn: true) is { } unusable)
        {
            yield return (nameof(Hl7v2Options.CertificateFile), unusable);
        }
    }

    /// <summary>Null if each patient can be known by them.</summary>
    public static string? OfAuthorities(IList<Hl7v2Authority> authorities) => authorities.Count > 0 && authorities.All(authority => authority.IsComplete)
        ? null
        : "must have at least one, each with System, and Name or UniversalId with UniversalIdType: without it no patient could be known.";
}
