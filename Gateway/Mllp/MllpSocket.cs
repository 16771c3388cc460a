using System.Net.Sockets;

namespace Gateway.Mllp;

/// <summary>How sockets of MLLP are set, whichever end has opened them.</summary>
internal static class MllpSocket
{
    /// <summary>Small messages leave at once, and an end that is gone without a word is noticed though nothing is sent.</summary>
    public static Socket Prepared(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        return socket;
    }
}
