using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.Support;

/// <summary>Finds a loopback port that nobody uses: a host must know its own address before it starts.</summary>
internal static class FreePort
{
    public static Uri Url()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
