namespace Gateway.SignIn;

/// <summary>What became of a request for a token.</summary>
internal abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    public sealed record Granted(string Token, int Seconds, string Scope) : TokenOutcome
    {
        // A token's string form is never printed, also not by a record's ToString.
        public override string ToString() => nameof(Granted);
    }

    /// <summary>Who asks is not who it says, or not known: the answer does not tell which.</summary>
    public sealed record NotAuthenticated : TokenOutcome;

    /// <summary>Any other fault of the request, as an OAuth error code.</summary>
    public sealed record Refused(string Error) : TokenOutcome;

    /// <summary>The store, or the issuer of apps, is away.</summary>
    public sealed record Unavailable : TokenOutcome;

    /// <summary>What the issuer of apps answered.</summary>
    public sealed record Relayed(int Status, ReadOnlyMemory<byte> Json) : TokenOutcome
    {
        public override string ToString() => nameof(Relayed);
    }
}
