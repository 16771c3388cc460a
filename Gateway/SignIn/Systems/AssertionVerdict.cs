using Gateway.SignIn.Clients;

namespace Gateway.SignIn.Systems;

/// <summary>Whether a client's assertion proves who it is.</summary>
internal abstract record AssertionVerdict
{
    private AssertionVerdict()
    {
    }

    /// <summary>It does, if nobody said it before.</summary>
    public sealed record Trusted(Client Client, string Jti, DateTimeOffset End) : AssertionVerdict;

    /// <summary>It does not; the reason is a code for the log.</summary>
    public sealed record Doubted(string Reason) : AssertionVerdict;
}
