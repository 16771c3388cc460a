using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Mllp;

/// <summary>Where an MLLP receiver is, and how it is spoken to.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">How it proves who it is; null for a plain connection.</param>
internal sealed record MllpEndpoint(string Host, int Port, SslClientAuthenticationOptions? Tls)
{
    /// <param name="address"><c>mllp://host:port</c>, or <c>mllps://</c> for TLS.</param>
    /// <param name="trustFile">PEM certificates that are trusted instead of the system's.</param>
    /// <param name="certificateFile">A PEM file with the certificate and key that the gateway shows.</param>
    public static MllpEndpoint Of(Uri address, string? trustFile, string? certificateFile)
    {
        if (address.Scheme != MllpAddress.Secure)
        {
            return new MllpEndpoint(address.IdnHost, address.Port, null);
        }

        var tls = new SslClientAuthenticationOptions { TargetHost = address.IdnHost, CertificateChainPolicy = trustFile is null ? null : MllpCertificates.TrustIn(trustFile) };
        if (certificateFile is not null)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(MllpCertificates.Own(certificateFile), null);
        }

        return new MllpEndpoint(address.IdnHost, address.Port, tls);
    }
}

/// <summary>The addresses of MLLP receivers.</summary>
internal static class MllpAddress
{
    public const string Plain = "mllp";
    public const string Secure = "mllps";

    public static bool Is(Uri address) => address is { IsAbsoluteUri: true, Port: > 0, PathAndQuery: "" or "/" } && address.Scheme is Plain or Secure && address.Host.Length > 0;
}

/// <summary>Certificates in PEM files.</summary>
internal static class MllpCertificates
{
    /// <summary>Why a file cannot be used, without a word of what is in it; null when it can.</summary>
    /// <param name="file">Which.</param>
    /// <param name="asOwn">With a private key, to be shown to others; else certificates to be trusted.</param>
    public static string? Complaint(string file, bool asOwn)
    {
        try
        {
            using var own = asOwn ? Own(file) : null;
            return asOwn || TrustIn(file).CustomTrustStore.Count > 0 ? null : "has no certificate in it.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "names a file that cannot be read.";
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return asOwn ? "must have a certificate and its private key in it, as PEM." : "must have certificates in it, as PEM.";
        }
    }

    public static X509Certificate2 Own(string file)
    {
        using var ephemeral = X509Certificate2.CreateFromPemFile(file);

        // Windows' TLS takes no key that was never in a store.
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
    }

    public static X509ChainPolicy TrustIn(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
