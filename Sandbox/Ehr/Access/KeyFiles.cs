using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Sandbox.Ehr.Access;

/// <summary>Keys that the sandbox makes once and keeps in its data directory, so that tokens outlive a restart.</summary>
internal static class KeyFiles
{
    /// <summary>The private key that the gateway signs in with (ES384), beside whose public half the EHR registers the client.</summary>
    public static JsonWebKey GatewayKey(SandboxOptions options) => ClientKey(options.GatewayKeyFile);

    /// <summary>The private key that the add-on signs in with.</summary>
    public static JsonWebKey SmartAppKey(SandboxOptions options) => ClientKey(options.SmartAppKeyFile);

    /// <summary>The key with which the gateway signs tokens of its own, in PEM as an operator would make it.</summary>
    public static void MakeGatewaySignInKey(SandboxOptions options)
    {
        if (!File.Exists(options.GatewaySignInKeyFile))
        {
            Directory.CreateDirectory(options.DataDirectory);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            WritePrivately(options.GatewaySignInKeyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }
    }

    /// <summary>The authority that signs the EHR's certificates, for an EHR with TLS: certificate and key in PEM.</summary>
    public static void MakeEhrAuthority(SandboxOptions options)
    {
        if (options.TlsPort is not null && !File.Exists(options.EhrAuthorityFile))
        {
            Directory.CreateDirectory(options.DataDirectory);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var authority = EhrCertificates.Authority(key);
            WritePrivately(options.EhrAuthorityFile, Encoding.ASCII.GetBytes($"{authority.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"));
        }
    }

    /// <summary>The key that signs every token of this EHR (RS256).</summary>
    public static RsaSecurityKey SigningKey(SandboxOptions options)
    {
        var stored = ReadOrMake(Path.Combine(options.DataDirectory, "signing-key.jwk.json"), () =>
        {
            using var rsa = RSA.Create(2048);
            return RsaMembers(rsa.ExportParameters(includePrivateParameters: true));
        });
        return new RsaSecurityKey(new RSAParameters
        {
            Modulus = Base64UrlEncoder.DecodeBytes(stored.N),
            Exponent = Base64UrlEncoder.DecodeBytes(stored.E),
            D = Base64UrlEncoder.DecodeBytes(stored.D),
            P = Base64UrlEncoder.DecodeBytes(stored.P),
            Q = Base64UrlEncoder.DecodeBytes(stored.Q),
            DP = Base64UrlEncoder.DecodeBytes(stored.DP),
            DQ = Base64UrlEncoder.DecodeBytes(stored.DQ),
            InverseQ = Base64UrlEncoder.DecodeBytes(stored.QI),
        })
        { KeyId = stored.Kid };
    }

    /// <summary>The key that codes and refresh tokens are encrypted with.</summary>
    public static SymmetricSecurityKey EncryptionKey(SandboxOptions options)
    {
        var stored = ReadOrMake(Path.Combine(options.DataDirectory, "encryption-key.jwk.json"), () => new Dictionary<string, string>
        {
            ["kty"] = "oct",
            ["k"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32)),
            ["kid"] = NewKeyId(),
        });
        return new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(stored.K)) { KeyId = stored.Kid };
    }

    private static JsonWebKey ClientKey(string file) => ReadOrMake(file, () =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var made = key.ExportParameters(includePrivateParameters: true);
        return new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-384",
            ["x"] = Base64UrlEncoder.Encode(made.Q.X),
            ["y"] = Base64UrlEncoder.Encode(made.Q.Y),
            ["d"] = Base64UrlEncoder.Encode(made.D),
            ["alg"] = SecurityAlgorithms.EcdsaSha384,
            ["use"] = "sig",
            ["kid"] = NewKeyId(),
        };
    });

    private static Dictionary<string, string> RsaMembers(RSAParameters made) => new()
    {
        ["kty"] = "RSA",
        ["n"] = Base64UrlEncoder.Encode(made.Modulus),
        ["e"] = Base64UrlEncoder.Encode(made.Exponent),
        ["d"] = Base64UrlEncoder.Encode(made.D),
        ["p"] = Base64UrlEncoder.Encode(made.P),
        ["q"] = Base64UrlEncoder.Encode(made.Q),
        ["dp"] = Base64UrlEncoder.Encode(made.DP),
        ["dq"] = Base64UrlEncoder.Encode(made.DQ),
        ["qi"] = Base64UrlEncoder.Encode(made.InverseQ),
        ["alg"] = SecurityAlgorithms.RsaSha256,
        ["use"] = "sig",
        ["kid"] = NewKeyId(),
    };

    private static string NewKeyId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static JsonWebKey ReadOrMake(string file, Func<Dictionary<string, string>> make)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WritePrivately(file, JsonSerializer.SerializeToUtf8Bytes(make()));
        }

        return new JsonWebKey(File.ReadAllText(file));
    }

    /// <summary>Written aside and moved into place, so that a part that starts at the same moment never reads half a key; the first one wins.</summary>
    private static void WritePrivately(string file, byte[] content)
    {
        var aside = $"{file}.{Path.GetRandomFileName()}";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, create))
        {
            stream.Write(content);
        }

        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
