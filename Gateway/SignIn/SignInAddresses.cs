using Gateway.Rest;

namespace Gateway.SignIn;

/// <summary>Where clients sign in, as they see it: beside the FHIR base, behind whatever proxy.</summary>
internal sealed class SignInAddresses(PublicBase publicBase)
{
    public const string TokenPath = "/oauth2/token";
    public const string KeysPath = "/oauth2/jwks";

    /// <summary>The <c>iss</c> of the gateway's own tokens.</summary>
    public string Issuer { get; } = publicBase.ToString();

    /// <summary>The token endpoint, which is also the one audience of a client's assertion.</summary>
    public string TokenEndpoint { get; } = new Uri(new Uri(publicBase.ToString()), TokenPath[1..]).ToString();

    /// <summary>Where the gateway's public keys are.</summary>
    public string Keys { get; } = new Uri(new Uri(publicBase.ToString()), KeysPath[1..]).ToString();
}
