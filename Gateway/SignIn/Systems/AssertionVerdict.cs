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

    /// <summary>It does not.</summary>
    /// <param name="Reason">A code for the log and the audit trail; the client is not told it.</param>
    /// <param name="Client">The client that it names, known or not; null if it cannot be read.</param>
    public sealed record Doubted(string Reason, string? Client = null) : AssertionVerdict;
}
