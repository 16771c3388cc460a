using System.Net;
using System.Net.Sockets;
using Gateway.Connections;

namespace Gateway.Topics;

/// <summary>Where notifications may go. Subscribers name their endpoints themselves, so that none may lead into the gateway's own network. Pure.</summary>
internal static class EndpointPolicy
{
    /// <summary>What stands against an address, as far as it can be told before its name is looked up; null for nothing.</summary>
    /// <param name="endpoint">An absolute address.</param>
    /// <param name="hosts">Hosts that may be called wherever they are.</param>
    public static string? Objection(Uri endpoint, IReadOnlyCollection<string> hosts)
    {
        if (!EndpointAddress.IsSafe(endpoint) || endpoint.UserInfo.Length > 0)
        {
            return "Notifications go by https, to an address without a user or password in it.";
        }

        return IsListed(endpoint.IdnHost, hosts) || (!endpoint.IsLoopback && !(IPAddress.TryParse(endpoint.IdnHost, out var address) && !IsPublic(address)))
            ? null
            : "This address is in a private network. Ask the operator to list its host.";
    }

    public static bool IsListed(string host, IReadOnlyCollection<string> hosts) => hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an address is anybody's on the internet, and not of a machine's own or a private network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast alone, and of that no form that carries an IPv4 address (NAT64, 6to4) or is for documents.
            var v6 = address.GetAddressBytes();
            return (v6[0] & 0xE0) == 0x20 && v6 is not [0x20, 0x02, ..] and not [0x20, 0x01, 0x0D, 0xB8, ..] and not [0x20, 0x01, 0x00, 0x00, ..];
        }

        return address.GetAddressBytes() is not ([0 or 10 or 127 or >= 224, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..]
            or [192, 168, ..] or [192, 0, 0 or 2, _] or [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _]);
    }
}
