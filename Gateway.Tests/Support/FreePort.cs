using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Tests.Support;

/// <summary>Finds a loopback port that nobody uses: a host must know its own address before it starts.</summary>
internal static class FreePort
{
    // Below the range that outgoing connections take theirs from: one of those could have the port before its host does.
    private const int First = 20_000;
    private const int Last = 32_000;

    private const int MostStarts = 3;

    private static readonly Lock Choosing = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>An address that this process was not given before.</summary>
    public static Uri Url()
    {
        lock (Choosing)
        {
            while (true)
            {
                var port = RandomNumberGenerator.GetInt32(First, Last);
                if (Given.Add(port) && IsFree(port))
                {
                    return new Uri($"http://127.0.0.1:{port}");
                }
            }
        }
    }

    /// <summary>Starts what chooses its own address, and once more where another process was quicker to take that.</summary>
    public static async Task<T> StartedAsync<T>(Func<Task<T>> startAsync)
    {
        for (var start = 1; ; start++)
        {
            try
            {
                return await startAsync();
            }
            catch (IOException e) when (e.InnerException is AddressInUseException && start < MostStarts)
            {
                // Another address then.
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
