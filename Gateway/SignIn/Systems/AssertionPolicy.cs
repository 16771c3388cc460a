using System.Collections.Immutable;
using Gateway.SignIn.Clients;

namespace Gateway.SignIn.Systems;

/// <summary>What SMART Backend Services asks of an assertion beyond its signature. Pure.</summary>
internal static class AssertionPolicy
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>SMART 2.2: an assertion ends within five minutes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Clocks differ a little, and many clients use the five minutes up.</summary>
    public static readonly TimeSpan Drift = TimeSpan.FromSeconds(10);

    private const int LongestId = 255;

    /// <summary>The algorithms that SMART names, with the kind of key each needs.</summary>
    public static readonly ImmutableDictionary<string, string> KeyKinds =
        ImmutableDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("RS384", KeyKind.Rsa), KeyValuePair.Create("ES384", KeyKind.EllipticCurve)]);

    /// <summary>What is wrong, as a code for the log; null if nothing is.</summary>
    /// <param name="assertion">What the client says.</param>
    /// <param name="request">The request it came in.</param>
    /// <param name="registeredUrl">Where the client publishes its keys, if it does.</param>
    /// <param name="tokenEndpoint">The one audience.</param>
    /// <param name="now">The time.</param>
    public static string? FaultOf(Assertion assertion, TokenRequest request, Uri? registeredUrl, string tokenEndpoint, DateTimeOffset now) => assertion switch
    {
        _ when request["client_assertion_type"] != AssertionType => "assertion-type",
        { Type: not "JWT" } => "type",
        _ when assertion.Issuer != assertion.Subject => "issuer",
        _ when request["client_id"] is { } named && named != assertion.Subject => "client-id",
        _ when assertion.Audiences is not [var audience] || audience != tokenEndpoint => "audience",
        { End: null } => "no-end",
        _ when assertion.End <= now => "ended",
        _ when assertion.End > now + Longest + Drift => "too-long",
        _ when assertion.Begin > now + Drift => "not-yet",
        { Id: null or { Length: 0 or > LongestId } } => "jti",
        { KeySetUrl: { } url } when url != registeredUrl?.OriginalString => "jku",
        _ => null,
    };
}
