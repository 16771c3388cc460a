using System.Net;
using Gateway.Connections;
using Gateway.Rest;

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

        if (!options.Peers.All(peer => TrustedProxies.TryParse(peer, out _)))
        {
            yield return About(nameof(AdtOptions.Peers), "must be addresses or networks, as 10.1.2.3 or 10.1.2.0/24.");
        }

        foreach (var (setting, complaint) in Hl7v2EndRules.OfCertificates(options.TrustFile, options.CertificateFile))
        {
            yield return About(setting, complaint);
        }

        if (options is { TrustFile: not null, CertificateFile: null })
        {
            yield return About(nameof(AdtOptions.TrustFile), $"has no use without {nameof(AdtOptions.CertificateFile)}.");
        }

        if (Hl7v2EndRules.OfAuthorities(options.Authorities) is { } unknown)
        {
            yield return About(nameof(AdtOptions.Authorities), unknown);
        }
    }

    private static (string Setting, string Complaint) About(string setting, string complaint) => (setting, $"{AdtOptions.Section}:{setting} {complaint}");
}
