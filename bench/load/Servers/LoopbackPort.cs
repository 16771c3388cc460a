using System.Net;
using System.Net.Sockets;

namespace Load.Servers;

/// <summary>Picks a free port, so that a run disturbs no server of the same machine.</summary>
internal static class LoopbackPort
{
    public static Uri NewAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
