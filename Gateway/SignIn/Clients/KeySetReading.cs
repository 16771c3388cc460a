namespace Gateway.SignIn.Clients;

/// <summary>What came of reading a JSON Web Key Set.</summary>
internal abstract record KeySetReading
{
    private KeySetReading()
    {
    }

    /// <param name="Keys">The keys.</param>
    /// <param name="Json">The same set with its public members alone: what may be stored.</param>
    public sealed record Usable(KeySet Keys, string Json) : KeySetReading;

    /// <param name="Sentence">Why not. It quotes nothing of the set.</param>
    public sealed record Unusable(string Sentence) : KeySetReading;
}
