using System.Security.Claims;

namespace Gateway.Access.Issuers;

/// <summary>What an issuer said about an opaque token.</summary>
internal abstract record Introspection
{
    private Introspection()
    {
    }

    /// <summary>It is good, and until when.</summary>
    public sealed record Active(ClaimsPrincipal Principal, DateTimeOffset End) : Introspection;

    /// <summary>It is not, or not for this server.</summary>
    public sealed record Inactive : Introspection;

    /// <summary>The issuer did not answer, or not the question.</summary>
    public sealed record Away : Introspection;
}
