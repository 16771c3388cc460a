using System.Collections.Immutable;

namespace Gateway.SignIn.Clients;

/// <summary>The public keys of a client.</summary>
/// <param name="Keys">The keys that can be used here.</param>
internal sealed record KeySet(ImmutableArray<ClientKey> Keys)
{
    /// <summary>The one key with this id and kind; null if there is none, or more than one (SMART 2.2).</summary>
    public ClientKey? Find(string kind, string id)
    {
        ClientKey? found = null;
        foreach (var key in Keys)
        {
            if (key.Kind == kind && key.Id == id)
            {
                if (found is not null)
                {
                    return null;
                }

                found = key;
            }
        }

        return found;
    }
}
