namespace Gateway.SignIn.Clients;

/// <summary>The clients as they were at one moment.</summary>
internal sealed class ClientList
{
    private readonly Dictionary<string, Client> clients;
    private readonly HashSet<string> origins;

    /// <param name="clients">Those that are registered, then those that are configured: of two with one id the registered one counts.</param>
    /// <param name="configuredOrigins">Origins that are allowed without a client.</param>
    public ClientList(IReadOnlyList<Client> clients, IEnumerable<string> configuredOrigins)
    {
        this.clients = clients.DistinctBy(client => client.Id).ToDictionary(client => client.Id, StringComparer.Ordinal);
        origins = clients.Where(client => !client.Disabled).SelectMany(client => client.Origins).Concat(configuredOrigins).ToHashSet(StringComparer.Ordinal);
    }

    public Client? Find(string id) => clients.GetValueOrDefault(id);

    public bool AllowsOrigin(string origin) => origins.Contains(origin);
}
