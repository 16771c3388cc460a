using Gateway.SignIn.Clients;

namespace Gateway.SignIn.Systems;

/// <summary>
/// Judges a client's assertion. An unknown client is judged exactly as a known one with a wrong key: the same look-up, and a
/// signature checked with a key of ours that fits nobody. So neither the answer nor its time tells which clients there are.
/// </summary>
internal sealed class AssertionJudge(ClientRegistry registry, ClientKeys keys, SignInAddresses addresses, TimeProvider clock)
{
    public async Task<AssertionVerdict> JudgeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        // What these two refuse, they refuse without looking at any client.
        if (!Assertion.TryRead(request["client_assertion"], out var assertion))
        {
            return new AssertionVerdict.Doubted("unreadable");
        }

        if (!AssertionPolicy.KeyKinds.TryGetValue(assertion.Algorithm, out var kind))
        {
            return new AssertionVerdict.Doubted("algorithm");
        }

        var clients = await registry.CurrentAsync(cancellationToken);
        var client = clients.Find(assertion.Subject) is { Disabled: false, IsSystem: true } known ? known : null;
        var fault = AssertionPolicy.FaultOf(assertion, request, client?.KeysAt, addresses.TokenEndpoint, clock.GetUtcNow());
        // Keys are fetched only for an assertion that could be good.
        var key = client is null || fault is not null ? null : await keys.FindAsync(client, kind, assertion.KeyId, cancellationToken);
        var isSigned = (key ?? Decoys.Of(kind)).Verifies(assertion.Signed, assertion.Signature);
        return (client, fault, key, isSigned) switch
        {
            (null, _, _, _) => new AssertionVerdict.Doubted("client", NameIn(assertion)),
            (_, { } what, _, _) => new AssertionVerdict.Doubted(what, NameIn(assertion)),
            (_, _, null, _) => new AssertionVerdict.Doubted("key", NameIn(assertion)),
            (_, _, _, false) => new AssertionVerdict.Doubted("signature", NameIn(assertion)),
            // The policy has seen to it that both are there.
            _ => new AssertionVerdict.Trusted(client, assertion.Id!, assertion.End!.Value),
        };
    }

    // What a stranger calls itself is kept only if it could be a client's name.
    private static string NameIn(Assertion assertion) => ClientName.IsOne(assertion.Subject) ? assertion.Subject : "unknown";
}
