using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Connections;

/// <summary>Private keys in files, as an administrator lays them beside the gateway.</summary>
internal sealed class KeyFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys").FullName;

    /// <summary>An RSA key and the public part that its EHR knows.</summary>
    public (string File, SecurityKey Public) Rsa()
    {
        using var rsa = RSA.Create(2048);
        var secret = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(true)) { KeyId = "k1" });
        return (Write(secret), new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "k1" });
    }

    public (string File, SecurityKey Public) Elliptic(ECCurve curve)
    {
        using var ec = ECDsa.Create(curve);
        var secret = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(ec.ExportParameters(true))) { KeyId = "k1" });
        return (Write(secret), new ECDsaSecurityKey(ECDsa.Create(ec.ExportParameters(false))) { KeyId = "k1" });
    }

    public string PublicOnly()
    {
        using var rsa = RSA.Create(2048);
        return Write(JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "k1" }));
    }

    public string Text(string text)
    {
        var file = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(JsonWebKey key)
    {
        (string Name, string? Value)[] members =
        [
            ("kty", key.Kty),
            ("kid", key.Kid),
            ("n", key.N),
            ("e", key.E),
            ("d", key.D),
            ("p", key.P),
            ("q", key.Q),
            ("dp", key.DP),
            ("dq", key.DQ),
            ("qi", key.QI),
            ("crv", key.Crv),
            ("x", key.X),
            ("y", key.Y),
        ];
        return Text(JsonSerializer.Serialize(
            members.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value)));
    }
}
