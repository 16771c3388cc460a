namespace Gateway.SignIn.Clients;

/// <summary>The kinds of keys that systems sign with, as a JSON Web Key names them.</summary>
internal static class KeyKind
{
    public const string Rsa = "RSA";
    public const string EllipticCurve = "EC";
}
