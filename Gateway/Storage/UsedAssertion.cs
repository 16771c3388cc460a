namespace Gateway.Storage;

/// <summary>A client assertion that was used to sign in. Its key makes sure that no replica takes it a second time.</summary>
internal sealed class UsedAssertion
{
    /// <summary>SHA-256 of the client and the assertion's <c>jti</c>, as hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>When it could not be used any more anyway; after that the row may go.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
