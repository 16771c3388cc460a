using System.Net;
using Gateway.Mllp;

namespace Gateway.Adt;

/// <summary>What is wrong with the settings of the feed. Pure, but for a look at the files.</summary>
internal static class AdtRules
{
    /// <summary>Each complaint with the setting it is about.</summary>
    public static IEnumerable<(string Setting, string Complaint)> Check(AdtOptions options)
    {
        if (options.Listen is null)
        {
            yield break;
        }

        if (options.Address is not { } address)
        {
            yield return About(nameof(AdtOptions.Listen), "must be an address with its port, as 127.0.0.1:2576.");
        }
        else if (!IPAddress.IsLoopback(address.Address))
        {
            if (options.CertificateFile is null && !options.AllowUnencrypted)
            {
                yield return About(
                    nameof(AdtOptions.CertificateFile),
                    $"is needed to listen beyond this machine. If the line is protected otherwise, set {nameof(AdtOptions.AllowUnencrypted)} to true.");
            }

            if (options.Peers.Count == 0)
            {
                yield return About(nameof(AdtOptions.Peers), "must say from where connections are taken.");
            }
        }

        if (!options.Peers.All(peer => AdtPeers.TryParse(peer, out _)))
        {
            yield return About(nameof(AdtOptions.Peers), "must be addresses or networks, as 10.1.2.3 or 10.1.2.0/24.");
        }

        if (options.TrustFile is { } trusted && MllpCertificates.Complaint(trusted, asOwn: false) is { } untrusted)
        {
            yield return About(nameof(AdtOptions.TrustFile), untrusted);
        }

        if (options.CertificateFile is { } own && MllpCertificates.Complaint(own, asOwn: true) is { } unusable)
        {
            yield return About(nameof(AdtOptions.CertificateFile), unusable);
        }

        if (options is { TrustFile: not null, CertificateFile: null })
        {
            yield return About(nameof(AdtOptions.TrustFile), $"has no use without {nameof(AdtOptions.CertificateFile)}.");
        }

        if (options.Authorities.Count == 0 || !options.Authorities.All(authority => authority.IsComplete))
        {
            yield return About(nameof(AdtOptions.Authorities), "must have at least one, each with System, and Name or UniversalId with UniversalIdType: without it no patient could be told.");
        }
    }

    private static (string Setting, string Complaint) About(string setting, string complaint) => (setting, $"{AdtOptions.Section}:{setting} {complaint}");
}
