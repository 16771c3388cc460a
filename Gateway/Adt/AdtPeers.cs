using System.Collections.Immutable;
using System.Net;
using Gateway.Rest;

namespace Gateway.Adt;

/// <summary>From where connections are taken. Pure.</summary>
/// <param name="networks">From these; from this machine alone, if there are none.</param>
internal sealed class AdtPeers(ImmutableArray<IPNetwork> networks)
{
    /// <summary>As the settings say, which were checked at the start.</summary>
    public static AdtPeers Of(IEnumerable<string> peers) =>
        new([.. peers.Select(peer => TrustedProxies.TryParse(peer, out var network) ? network : throw new FormatException("A peer is no address and no network."))]);

    public bool Include(IPAddress? from)
    {
        // A socket for both families shows the older ones as addresses of the newer.
        var address = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
        return address is not null && (networks.IsEmpty ? IPAddress.IsLoopback(address) : networks.Any(network => network.Contains(address)));
    }
}
