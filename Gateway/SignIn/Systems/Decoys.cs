using System.Security.Cryptography;
using Gateway.SignIn.Clients;

namespace Gateway.SignIn.Systems;

/// <summary>Keys that belong to nobody, to do the work of a check with where there is no client to check.</summary>
internal static class Decoys
{
    private static readonly Lazy<ClientKey> Rsa = new(() =>
    {
        using var key = RSA.Create(2048);
        return ClientKey.Of("decoy", key.ExportParameters(includePrivateParameters: false));
    });

    private static readonly Lazy<ClientKey> EllipticCurve = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return ClientKey.Of("decoy", key.ExportParameters(includePrivateParameters: false));
    });

    public static ClientKey Of(string kind) => kind == KeyKind.Rsa ? Rsa.Value : EllipticCurve.Value;

    /// <summary>Makes the keys now: the first caller must not wait for them, since that could be measured.</summary>
    public static void Make()
    {
        _ = Rsa.Value;
        _ = EllipticCurve.Value;
    }
}
