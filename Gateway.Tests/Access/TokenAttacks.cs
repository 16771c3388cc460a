using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Access.Issuers;

namespace Gateway.Tests.Access;

/// <summary>Tokens that were never given, by name: each is what a forger, or a confused client, would send.</summary>
internal static class TokenAttacks
{
    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static byte[] NoSignature(byte[] _) => [];

    /// <summary>The Authorization header of each attack.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TokenAttackFixture, string>> All = new Dictionary<string, Func<TokenAttackFixture, string>>
    {
        // No algorithm, in all spellings.
        ["alg none, no signature"] = on => Bearer(on.Good().Headed("alg", "none").Signed(NoSignature)),
        ["alg None"] = on => Bearer(on.Good().Headed("alg", "None").Signed(NoSignature)),
        ["alg NONE"] = on => Bearer(on.Good().Headed("alg", "NONE").Signed(NoSignature)),
        ["alg nOnE"] = on => Bearer(on.Good().Headed("alg", "nOnE").Signed(NoSignature)),
        ["alg none with the good signature"] = on => Bearer(on.Good().Headed("alg", "none").Signed()),
        ["alg empty"] = on => Bearer(on.Good().Headed("alg", "").Signed()),
        ["alg missing"] = on => Bearer(on.Good().Unheaded("alg").Signed()),
        ["alg null"] = on => Bearer(on.Good().Headed("alg", null).Signed()),
        ["alg a number"] = on => Bearer(on.Good().Headed("alg", 256).Signed()),
        ["alg a list"] = on => Bearer(on.Good().Headed("alg", new JsonArray("RS256")).Signed()),
        ["alg rs256 in small letters"] = on => Bearer(on.Good().Headed("alg", "rs256").Signed()),
        ["alg RS1"] = on => Bearer(on.Good().Headed("alg", "RS1").Signed(Sha1(on.Issuer.Key))),
        ["alg of another family than the signature"] = on => Bearer(on.Good().Headed("alg", "PS256").Signed()),
        ["alg RS512 over an RS256 signature"] = on => Bearer(on.Good().Headed("alg", "RS512").Signed()),

        // The public key as a shared secret.
        ["HS256 with the public key as PEM"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(Encoding.ASCII.GetBytes(on.Issuer.Key.PrivateRsa!.ExportSubjectPublicKeyInfoPem())))),
        ["HS256 with the public key as PEM and a line end"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(Encoding.ASCII.GetBytes(on.Issuer.Key.PrivateRsa!.ExportSubjectPublicKeyInfoPem() + "\n")))),
        ["HS256 with the public key as PKCS 1 PEM"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(Encoding.ASCII.GetBytes(on.Issuer.Key.PrivateRsa!.ExportRSAPublicKeyPem())))),
        ["HS256 with the public key as DER"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(on.Issuer.Key.PrivateRsa!.ExportSubjectPublicKeyInfo()))),
        ["HS256 with the modulus"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(on.Issuer.Key.PrivateRsa!.ExportParameters(false).Modulus!))),
        ["HS256 with the JSON Web Key"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac(Encoding.UTF8.GetBytes(on.Issuer.Key.PublicJson())))),
        ["HS256 with an empty secret"] = on => Bearer(on.Good().Headed("alg", "HS256").Signed(Hmac([]))),
        ["HS512 with the modulus"] = on => Bearer(on.Good().Headed("alg", "HS512").Signed(content => HMACSHA512.HashData(on.Issuer.Key.PrivateRsa!.ExportParameters(false).Modulus!, content))),

        // A key that the token brings along, or says where to find.
        ["jwk of the forger"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("jwk", on.Forger.Key.Public()).Signed()),
        ["jwk of the forger under the issuer's kid"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", on.Issuer.Key.Id).Headed("jwk", on.Forger.Key.Public()).Signed()),
        ["jwk beside a good signature"] = on => Bearer(on.Good().Headed("jwk", on.Issuer.Key.Public()).Signed()),
        ["jku at the forger's"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("jku", $"{on.Forger.Url}/keys.json").Signed()),
        ["jku at the forger's, dressed as the issuer's"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("jku", $"{on.Forger.Url}/keys.json?{on.Issuer.Url}/jwks").Signed()),
        ["jku at the forger's, issuer as user name"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("jku", on.Forger.Url.Replace("http://", "http://issuer@", StringComparison.Ordinal) + "/keys.json").Signed()),
        ["jku a file"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("jku", "file:///etc/hostname").Signed()),
        ["x5u at the forger's"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("x5u", $"{on.Forger.Url}/certificate.pem").Signed()),
        ["x5c of the forger"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("x5c", new JsonArray(Certificate(on.Forger.Key))).Signed()),
        ["x5t of nobody"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("x5t", "AAAAAAAAAAAAAAAAAAAAAAAAAAA").Signed()),

        // The name of the key as a way in.
        ["kid unknown"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", "nobody").Signed()),
        ["kid a path"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", "../../../../dev/null").Signed()),
        ["kid a path, signed with nothing"] = on => Bearer(on.Good().Headed("alg", "HS256").Headed("kid", "../../../../dev/null").Signed(Hmac([0]))),
        ["kid SQL"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", "x' UNION SELECT 'secret' --").Signed()),
        ["kid a shell command"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", "$(sleep 9)").Signed()),
        ["kid an object"] = on => Bearer(on.Good().Headed("kid", new JsonObject { ["$ne"] = "" }).Signed()),
        ["kid of the elliptic key"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", on.Issuer.Elliptic.Id).Signed()),
        ["no kid, forger's signature"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Unheaded("kid").Signed()),

        // Signatures.
        ["signature empty"] = on => Bearer(on.Good().Signed(NoSignature)),
        ["signature left out with its dot"] = on => Bearer(on.Good().Signed()[..on.Good().Signed().LastIndexOf('.')]),
        ["signature by the forger under the issuer's kid"] = on => Bearer(on.Good().SignedBy(on.Forger.Key).Headed("kid", on.Issuer.Key.Id).Signed()),
        ["signature by another trusted issuer"] = on => Bearer(on.Good().SignedBy(on.Other.Key).Signed()),
        ["signature by another trusted issuer under the issuer's kid"] = on => Bearer(on.Good().SignedBy(on.Other.Key).Headed("kid", on.Issuer.Key.Id).Signed()),
        ["signature of another token"] = on => Bearer(Swapped(on.Good().Signed(), on.Good().With("jti", "2").Signed(), part: 2)),
        ["payload of another token"] = on => Bearer(Swapped(on.Good().Signed(), on.Good().With("patient", "mark-smith").Signed(), part: 1)),
        ["header of another token"] = on => Bearer(Swapped(on.Good().Signed(), on.Good().Headed("typ", "JWT").Signed(), part: 0)),
        ["signature with one bit changed"] = on => Bearer(on.Good().Signed(content => Flipped(on.Issuer.Key.Sign(content)))),
        ["signature cut short"] = on => Bearer(on.Good().Signed(content => on.Issuer.Key.Sign(content)[..128])),
        ["signature with a tail"] = on => Bearer(on.Good().Signed(content => [.. on.Issuer.Key.Sign(content), 0, 0, 0])),
        ["signature all zeros"] = on => Bearer(on.Good().Signed(_ => new byte[256])),
        ["ES256 with r and s zero"] = on => Bearer(on.Good().SignedBy(on.Issuer.Elliptic).Signed(_ => new byte[64])),
        ["ES256 as DER"] = on => Bearer(on.Good().SignedBy(on.Issuer.Elliptic).Signed(content => on.Issuer.Elliptic.PrivateEc!.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))),
        ["ES256 by the forger"] = on => Bearer(on.Good().SignedBy(on.Issuer.Elliptic).Signed(on.Forger.Elliptic.Sign)),
        ["ES256 named, RSA signed"] = on => Bearer(on.Good().Headed("alg", "ES256").Signed()),

        // Not three parts of base64url JSON.
        ["nothing after Bearer"] = _ => "Bearer ",
        ["Bearer alone"] = _ => "Bearer",
        ["a word"] = _ => Bearer("susie"),
        ["two dots only"] = _ => Bearer(".."),
        ["two parts"] = on => Bearer(string.Join('.', on.Good().Signed().Split('.')[..2])),
        ["four parts"] = on => Bearer(on.Good().Signed() + ".AAAA"),
        ["five parts, as a JWE"] = on => Bearer("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA." + AToken.Encode(on.Good().Signed()) + ".AAAAAAAAAAAAAAAAAAAAAA"),
        ["a token in a token"] = on => Bearer(AToken.Text("""{"alg":"RS256","typ":"JWT","cty":"JWT"}""", on.Good().Signed(), on.Issuer.Key.Sign)),
        ["JSON instead of compact form"] = on => Bearer(AToken.Encode("""{"payload":"e30","signatures":[]}""")),
        ["padded parts"] = on => Bearer(on.Good().Signed().Replace(".", "=.", StringComparison.Ordinal)),
        ["plain base64 alphabet"] = on => Bearer(on.Good().With("x", "????>>>>").Signed().Replace('-', '+').Replace('_', '/') + "/+"),
        ["blank inside"] = on => Bearer(on.Good().Signed().Replace(".", ". ", StringComparison.Ordinal)),
        ["tab inside"] = on => Bearer(on.Good().Signed().Replace(".", "\t.", StringComparison.Ordinal)),
        ["two tokens"] = on => Bearer($"{on.Good().Signed()} {on.Good().Signed()}"),
        ["two tokens by comma"] = on => Bearer($"{on.Good().Signed()},{on.Good().Signed()}"),
        ["quoted"] = on => Bearer($"\"{on.Good().Signed()}\""),
        ["header no JSON"] = on => Bearer(AToken.Text("alg=RS256", on.Good().Payload.ToJsonString(), on.Issuer.Key.Sign)),
        ["payload no JSON"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), "sub=susie", on.Issuer.Key.Sign)),
        ["payload a list"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), $"[{on.Good().Payload.ToJsonString()}]", on.Issuer.Key.Sign)),
        ["payload nested deep"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), on.Good().Payload.ToJsonString()[..^1] + ",\"x\":" + new string('[', 200) + new string(']', 200) + "}", on.Issuer.Key.Sign)),
        ["payload with a comment"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), on.Good().Payload.ToJsonString()[..^1] + "/**/}", on.Issuer.Key.Sign)),
        ["payload with a second object after it"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), on.Good().Payload.ToJsonString() + "{}", on.Issuer.Key.Sign)),
        ["aud twice"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), Twice(on.Good().With("aud", "https://elsewhere.example"), "aud", on.Gateway.FhirBase), on.Issuer.Key.Sign)),
        ["patient twice"] = on => Bearer(AToken.Text(on.Good().Header.ToJsonString(), Twice(on.Good().With("patient", "mark-smith"), "patient", "susie-smith"), on.Issuer.Key.Sign)),
        ["alg twice"] = on => Bearer(AToken.Text("""{"alg":"none","alg":"RS256","typ":"at+jwt"}""", on.Good().Payload.ToJsonString(), on.Issuer.Key.Sign)),
        ["20 kB"] = on => Bearer(on.Good().With("x", new string('x', 15_000)).Signed()),

        // Headers that ask for more than we do.
        ["crit"] = on => Bearer(on.Good().Headed("crit", new JsonArray("exp")).Headed("exp", 1).Signed()),
        ["crit empty"] = on => Bearer(on.Good().Headed("crit", new JsonArray()).Signed()),
        ["b64 false"] = on => Bearer(on.Good().Headed("b64", false).Headed("crit", new JsonArray("b64")).Signed()),
        ["zip"] = on => Bearer(on.Good().Headed("zip", "DEF").Signed()),
        ["typ missing"] = on => Bearer(on.Good().Unheaded("typ").Signed()),
        ["typ of an id token"] = on => Bearer(on.Good().Headed("typ", "id_token+jwt").Signed()),
        ["typ of a DPoP proof"] = on => Bearer(on.Good().Headed("typ", "dpop+jwt").Signed()),
        ["typ of a logout token"] = on => Bearer(on.Good().Headed("typ", "logout+jwt").Signed()),
        ["typ of an introspection answer"] = on => Bearer(on.Good().Headed("typ", "token-introspection+jwt").Signed()),
        ["typ empty"] = on => Bearer(on.Good().Headed("typ", "").Signed()),

        // Good signatures over what is not for us, or not for now.
        ["expired"] = on => Bearer(on.Good().With("exp", Now - 120).Signed()),
        ["expired yesterday"] = on => Bearer(on.Good().With("exp", Now - 86_400).With("iat", Now - 90_000).With("nbf", Now - 90_000).Signed()),
        ["exp missing"] = on => Bearer(on.Good().Without("exp").Signed()),
        ["exp null"] = on => Bearer(on.Good().With("exp", null).Signed()),
        ["exp zero"] = on => Bearer(on.Good().With("exp", 0).Signed()),
        ["exp negative"] = on => Bearer(on.Good().With("exp", -1).Signed()),
        ["exp as text"] = on => Bearer(on.Good().With("exp", (Now + 300).ToString(CultureInfo.InvariantCulture)).Signed()),
        ["exp true"] = on => Bearer(on.Good().With("exp", true).Signed()),
        ["exp in milliseconds"] = on => Bearer(on.Good().With("exp", (Now + 300) * 1000).Signed()),
        ["exp beyond numbers"] = on => Bearer(on.Good().With("exp", JsonNode.Parse("1e400")).Signed()),
        ["exp in ten years"] = on => Bearer(on.Good().With("exp", Now + 315_360_000).Signed()),
        ["nbf in an hour"] = on => Bearer(on.Good().With("nbf", Now + 3600).With("exp", Now + 7200).Signed()),
        ["nbf as text"] = on => Bearer(on.Good().With("nbf", "now").Signed()),
        ["iat in an hour"] = on => Bearer(on.Good().With("iat", Now + 3600).With("exp", Now + 7200).Signed()),
        ["aud missing"] = on => Bearer(on.Good().Without("aud").Signed()),
        ["aud empty"] = on => Bearer(on.Good().With("aud", "").Signed()),
        ["aud of another server"] = on => Bearer(on.Good().With("aud", "https://elsewhere.example/fhir").Signed()),
        ["aud a prefix of ours"] = on => Bearer(on.Good().With("aud", on.Gateway.FhirBase[..^5]).Signed()),
        ["aud ours and more"] = on => Bearer(on.Good().With("aud", $"{on.Gateway.FhirBase}.elsewhere.example").Signed()),
        ["aud a list without ours"] = on => Bearer(on.Good().With("aud", new JsonArray("https://elsewhere.example/fhir", on.Gateway.FhirBase + "x")).Signed()),
        ["aud an empty list"] = on => Bearer(on.Good().With("aud", new JsonArray()).Signed()),
        ["aud a list with a number"] = on => Bearer(on.Good().With("aud", new JsonArray(1, on.Gateway.FhirBase)).Signed()),
        ["aud an object"] = on => Bearer(on.Good().With("aud", new JsonObject { ["0"] = on.Gateway.FhirBase }).Signed()),
        ["aud in other letters"] = on => Bearer(on.Good().With("aud", on.Gateway.FhirBase.ToUpperInvariant()).Signed()),
        ["iss missing"] = on => Bearer(on.Good().Without("iss").Signed()),
        ["iss unknown"] = on => Bearer(on.Good().With("iss", "https://elsewhere.example").Signed()),
        ["iss the forger"] = on => Bearer(AToken.Of(on.Forger, on.Gateway.FhirBase).Signed()),
        ["iss another trusted one"] = on => Bearer(on.Good().With("iss", on.Other.Url).Signed()),
        ["iss with a slash more"] = on => Bearer(on.Good().With("iss", on.Issuer.Url + "/").Signed()),
        ["iss a prefix"] = on => Bearer(on.Good().With("iss", on.Issuer.Url[..^1]).Signed()),
        ["iss in other letters"] = on => Bearer(on.Good().With("iss", on.Issuer.Url.Replace("http", "HTTP", StringComparison.Ordinal)).Signed()),
        ["iss a list"] = on => Bearer(on.Good().With("iss", new JsonArray(on.Issuer.Url)).Signed()),
        ["bound to a key, sent without proof"] = on => Bearer(on.Good().With("cnf", new JsonObject { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }).Signed()),
        ["bound to a certificate, sent without"] = on => Bearer(on.Good().With("cnf", new JsonObject { ["x5t#S256"] = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2" }).Signed()),
        ["an id token"] = on => Bearer(on.Good().Headed("typ", "JWT").With("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng").Signed()),
        ["a logout token"] = on => Bearer(on.Good().Headed("typ", "JWT").With("events", new JsonObject()).Signed()),

        // Other ways to say it.
        ["another scheme"] = on => $"DPoP {on.Good().Signed()}",
        ["Basic"] = on => $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"portal:{on.Good().Signed()}"))}",
        ["no scheme"] = on => on.Good().Signed(),
        ["no blank after the scheme"] = on => $"Bearer{on.Good().Signed()}",
        ["colon after the scheme"] = on => $"Bearer: {on.Good().Signed()}",
        ["the scheme twice"] = on => $"Bearer Bearer {on.Good().Signed()}",
        ["small bearer, forged"] = on => $"bearer {on.Good().SignedBy(on.Forger.Key).Signed()}",
        ["BEARER, forged"] = on => $"BEARER {on.Good().SignedBy(on.Forger.Key).Signed()}",
    };

    private static string Bearer(string token) => $"Bearer {token}";

    private static Func<byte[], byte[]> Hmac(byte[] secret) => content => HMACSHA256.HashData(secret, content);

    private static Func<byte[], byte[]> Sha1(ForgeKey key) => content => key.PrivateRsa!.SignData(content, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

    private static byte[] Flipped(byte[] signature)
    {
        signature[100] ^= 1;
        return signature;
    }

    private static string Swapped(string token, string other, int part)
    {
        var parts = token.Split('.');
        parts[part] = other.Split('.')[part];
        return string.Join('.', parts);
    }

    private static string Twice(AToken token, string claim, string value) => $"{token.Payload.ToJsonString()[..^1]},\"{claim}\":\"{value}\"}}";

    private static string Certificate(ForgeKey key)
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=issuer", key.PrivateRsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(Now), DateTimeOffset.FromUnixTimeSeconds(Now + 3600));
        return Convert.ToBase64String(certificate.RawData);
    }
}
