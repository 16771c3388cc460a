using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SmartApp.Ehrs;

/// <summary>Stops the start with everything that is wrong with the sign-in by Entra ID, where there is one.</summary>
internal sealed class EntraOptionsValidator : IValidateOptions<EntraOptions>
{
    public ValidateOptionsResult Validate(string? name, EntraOptions options)
    {
        var wrong = options.IsThere ? FaultsOf(options).Select(fault => $"{EntraOptions.Section}:{fault}").ToList() : [];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> FaultsOf(EntraOptions options)
    {
        if (!Guid.TryParseExact(options.TenantId, "D", out _))
        {
            yield return "TenantId must be the directory's id, a GUID: accounts of one tenant are taken, and not of common or organizations.";
        }

        if (!Guid.TryParseExact(options.ClientId, "D", out _))
        {
            yield return "ClientId must be the application (client) id of the add-on's registration, a GUID.";
        }

        if (options.Scope.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(options.Scope, UriKind.Absolute, out var scope) || scope.AbsolutePath.Length < 2)
        {
            yield return "Scope must be one scope of the gateway's API in full, such as api://<client id of the gateway>/operate.";
        }

        string[] credentials = [options.ClientSecret, options.CertificateFile, options.Certificate];
        if (credentials.Count(credential => credential.Length > 0) != 1)
        {
            yield return "one of ClientSecret, CertificateFile and Certificate is needed, and no two.";
        }

        if (options.CertificateFile.Length > 0 && Complaint(() => X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword)) is { } inFile)
        {
            yield return $"CertificateFile {inFile}";
        }

        if (options.Certificate.Length > 0
            && Complaint(() => X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(options.Certificate), options.CertificatePassword)) is { } inText)
        {
            yield return $"Certificate {inText}";
        }

        if (!SmartAppOptionsValidator.IsOrigin(options.Instance))
        {
            yield return "Instance must be an origin: https, without a path.";
        }

        if (!SmartAppOptionsValidator.IsAddress(options.GatewayBase))
        {
            yield return "GatewayBase must be the FHIR base of one gateway: https, or http on this machine. It may be left out where all EHRs name the same.";
        }
    }

    /// <summary>Why it cannot be used, without a word of what is in it; null when it can.</summary>
    private static string? Complaint(Func<X509Certificate2> load)
    {
        try
        {
            using var certificate = load();
            return certificate.HasPrivateKey ? null : "has no private key.";
        }
        catch (Exception unusable) when (unusable is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            return "cannot be read: it must be PKCS#12 (.pfx) with a private key, and CertificatePassword its password.";
        }
    }
}
