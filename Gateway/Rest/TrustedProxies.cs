using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Gateway.Rest;

/// <summary>Believes what proxies say of the client's address and scheme, if they are proxies of ours. The host they name is never used.</summary>
internal static class TrustedProxies
{
    public static WebApplicationBuilder AddTrustedProxies(this WebApplicationBuilder builder)
    {
        // Last word, and always: a variable of ASP.NET Core's would otherwise make anybody a proxy, and loopback is one by default.
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<RestOptions>>((forwarded, rest) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var text in rest.Value.TrustedProxies)
            {
                if (TryParse(text, out var network))
                {
                    forwarded.KnownIPNetworks.Add(network);
                }
            }

            forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // A chain is followed as far as its members are known.
            forwarded.ForwardLimit = null;
        });
        return builder;
    }

    /// <summary>Reads an address, or a network as address/length.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}
