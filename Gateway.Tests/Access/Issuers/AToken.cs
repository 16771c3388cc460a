using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Access.Issuers;

/// <summary>A JWT in the making: what its parts say, and who signs it. Unlike a library it makes any nonsense that is asked for.</summary>
internal sealed class AToken
{
    private AToken(JsonObject header, JsonObject payload, ForgeKey key) => (Header, Payload, Key) = (header, payload, key);

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public ForgeKey Key { get; private set; }

    /// <summary>A good token to read Susie's messages.</summary>
    public static AToken Of(FakeIssuer issuer, string audience)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new AToken(
            new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = issuer.Key.Id },
            new JsonObject
            {
                ["iss"] = issuer.Url,
                ["aud"] = audience,
                ["sub"] = "susie-smith",
                ["client_id"] = "portal",
                ["scope"] = "patient/Communication.rs",
                ["patient"] = "susie-smith",
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + 300,
            },
            issuer.Key);
    }

    /// <summary>One that somebody issued, to be changed, with the key that it is signed by again.</summary>
    public static AToken Read(string token, ForgeKey key)
    {
        var parts = token.Split('.');
        return new AToken(Part(parts[0]), Part(parts[1]), key);

        static JsonObject Part(string text) => JsonNode.Parse(Base64Url.DecodeFromChars(text))!.AsObject();
    }

    public AToken With(string claim, JsonNode? value)
    {
        Payload[claim] = value;
        return this;
    }

    public AToken Without(string claim)
    {
        Payload.Remove(claim);
        return this;
    }

    public AToken Headed(string name, JsonNode? value)
    {
        Header[name] = value;
        return this;
    }

    public AToken Unheaded(string name)
    {
        Header.Remove(name);
        return this;
    }

    public AToken SignedBy(ForgeKey key)
    {
        Key = key;
        Header["alg"] = key.Algorithm;
        Header["kid"] = key.Id;
        return this;
    }

    public string Signed() => Signed(Key.Sign);

    public string Signed(Func<byte[], byte[]> sign) => Text(Header.ToJsonString(), Payload.ToJsonString(), sign);

    public static string Text(string header, string payload, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header)}.{Encode(payload)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public static string Encode(string part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part));
}
