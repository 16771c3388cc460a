using Microsoft.IdentityModel.Tokens;

namespace Sandbox.Ehr.Access;

/// <summary>The EHR's own keys, read (or, the first time, made) when they are first needed: an RSA key takes longer than the rest of start-up.</summary>
internal sealed class EhrKeys(SandboxOptions options)
{
    private readonly Lazy<RsaSecurityKey> _signing = new(() => KeyFiles.SigningKey(options));

    public RsaSecurityKey Signing => _signing.Value;
}
