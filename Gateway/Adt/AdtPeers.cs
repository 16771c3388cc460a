using System.Net;

namespace Gateway.Adt;

/// <summary>From where connections are taken. Pure.</summary>
internal static class AdtPeers
{
    public static bool AreTaken(IPAddress? from, IReadOnlyCollection<string> peers)
    {
        // A socket for both families shows the older ones as addresses of the newer.
        var address = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
        return address is not null && (peers.Count == 0 ? IPAddress.IsLoopback(address) : peers.Any(peer => TryParse(peer, out var network) && network.Contains(address)));
    }

    /// <summary>An address is a network of one.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out network);
        }

        var isAddress = IPAddress.TryParse(text, out var address);
        network = isAddress ? new IPNetwork(address!, address!.GetAddressBytes().Length * 8) : default;
        return isAddress;
    }
}
