namespace Gateway.SignIn.Clients;

/// <summary>A registered client as sign-in and CORS need it.</summary>
/// <param name="Id">Its client id.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="Keys">Its public keys, if they are registered themselves.</param>
/// <param name="KeysAt">Where it publishes them, otherwise.</param>
/// <param name="Origins">From where its pages may call.</param>
/// <param name="Disabled">It is registered, and gets nothing.</param>
internal sealed record Client(string Id, IReadOnlyList<string> Scopes, KeySet? Keys, Uri? KeysAt, IReadOnlyList<string> Origins, bool Disabled)
{
    /// <summary>It can sign in by itself.</summary>
    public bool IsSystem => Keys is not null || KeysAt is not null;
}
