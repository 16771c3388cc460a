using System.Security.Cryptography;

namespace Gateway.SignIn.Clients;

/// <summary>One public key of a client.</summary>
internal sealed class ClientKey
{
    private readonly RSAParameters rsa;
    private readonly ECParameters curve;

    private ClientKey(string id, string kind, RSAParameters rsa, ECParameters curve) => (Id, Kind, this.rsa, this.curve) = (id, kind, rsa, curve);

    public string Id { get; }

    public string Kind { get; }

    public static ClientKey Of(string id, RSAParameters key) => new(id, KeyKind.Rsa, key, default);

    public static ClientKey Of(string id, ECParameters key) => new(id, KeyKind.EllipticCurve, default, key);

    /// <summary>RS384 or ES384, as the kind of key says; a signature that is no signature at all costs as much as a wrong one.</summary>
    public bool Verifies(byte[] signed, byte[] signature)
    {
        if (Kind == KeyKind.Rsa)
        {
            using var key = RSA.Create(rsa);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        }

        using var point = ECDsa.Create(curve);
        return point.VerifyData(signed, signature, HashAlgorithmName.SHA384);
    }
}
