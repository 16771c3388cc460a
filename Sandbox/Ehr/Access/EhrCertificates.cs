using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sandbox.Ehr.Access;

/// <summary>Makes the certificates of an EHR with TLS: its authority, and what that vouches for on this machine.</summary>
internal static class EhrCertificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Since when the authority vouches: for longer than any certificate has ended.</summary>
    private static readonly TimeSpan _before = TimeSpan.FromDays(7);

    private static readonly TimeSpan _after = TimeSpan.FromDays(3650);

    // TLS goes by the machine's clock, whatever time it is in the EHR.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static X509Certificate2 Authority(ECDsa key)
    {
        var request = new CertificateRequest("CN=Sandbox EHR authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(Now - _before, Now + _after);
    }

    /// <summary>A certificate for this machine that began a few days ago.</summary>
    /// <param name="authority">Who vouches for it.</param>
    /// <param name="days">How long it holds from today; below zero for one that has ended.</param>
    public static X509Certificate2 ForLoopback(X509Certificate2 authority, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sandbox EHR", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var signed = request.Create(authority, Now.AddDays(-3), Now.AddDays(days), RandomNumberGenerator.GetBytes(16));
        using var whole = signed.CopyWithPrivateKey(key);

        // Windows' TLS takes no key that was never in a store.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
