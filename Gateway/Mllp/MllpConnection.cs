using System.Net.Security;
using System.Net.Sockets;

namespace Gateway.Mllp;

/// <summary>One connection to a receiver, on which one message at a time is under way.</summary>
internal sealed class MllpConnection : IDisposable
{
    // An acknowledgement is some hundred bytes.
    private const int LargestAnswer = 1024 * 1024;

    private readonly Socket socket;
    private readonly Stream stream;

    private MllpConnection(Socket socket, Stream stream) => (this.socket, this.stream) = (socket, stream);

    /// <summary>False once the other end has hung up, or has said something that nobody asked.</summary>
    public bool IsQuiet => !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    public static async Task<MllpConnection> OpenAsync(MllpEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Stream? stream = null;
        try
        {
            await MllpSocket.Prepared(socket).ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (endpoint.Tls is { } tls)
            {
                var secure = new SslStream(stream);
                stream = secure;
                await secure.AuthenticateAsClientAsync(tls, cancellationToken);
            }

            return new MllpConnection(socket, stream);
        }
        catch
        {
            await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message and waits for the one frame that answers it.</summary>
    public async Task<MllpAnswer> AskAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(FrameReader.Frame(message.Span), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        var (frames, read, buffer) = (new FrameReader(LargestAnswer), new List<byte[]>(), new byte[4096]);
        while (read.Count == 0)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return new MllpAnswer.None(MllpFault.Unreachable);
            }

            switch (frames.Feed(buffer.AsSpan(0, count), read))
            {
                case FrameFault.Malformed:
                    return new MllpAnswer.None(MllpFault.Malformed);
                case FrameFault.TooLarge:
                    return new MllpAnswer.None(MllpFault.TooLarge);
                case FrameFault.None:
                    break;
            }
        }

        // Two answers to one message: which is meant cannot be told.
        return read is [var only] && !frames.IsInside ? new MllpAnswer.Frame(only) : new MllpAnswer.None(MllpFault.Malformed);
    }

    public void Dispose() => stream.Dispose();
}
