using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Gateway.Mllp;
using Microsoft.Extensions.Options;

namespace Gateway.Adt;

/// <summary>Takes connections of the feed, and the messages of each in their order. What is no frame ends its connection, and nothing else.</summary>
internal sealed class AdtListener(AdtDesk desk, AdtMetrics metrics, IOptions<AdtOptions> options, TimeProvider clock, ILogger<AdtListener> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly AdtOptions options = options.Value;
    private TcpListener? listener;
    private AdtPeers peers = new([]);
    private SslServerAuthenticationOptions? tls;
    private int connections;

    /// <summary>Where it listens; null if it does not.</summary>
    public IPEndPoint? Address => listener?.LocalEndpoint as IPEndPoint;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Address is not { } address)
        {
            return Task.CompletedTask;
        }

        peers = AdtPeers.Of(options.Peers);
        tls = options.CertificateFile is { } file ? TlsOf(file) : null;
        listener = new TcpListener(address);
        listener.Start();
        logger.Listening(listener.LocalEndpoint.ToString()!);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        listener?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => AcceptAsync(listener!.AcceptSocketAsync, stoppingToken);

    /// <summary>Serves whoever connects until it is to stop.</summary>
    /// <param name="acceptAsync">The next connection.</param>
    /// <param name="stoppingToken">Ends the listening, and the connections.</param>
    internal async Task AcceptAsync(Func<CancellationToken, ValueTask<Socket>> acceptAsync, CancellationToken stoppingToken)
    {
        List<Task> serving = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var socket = await acceptAsync(stoppingToken);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(socket, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (SocketException broken)
            {
                // That connection was gone before it was taken; others come. Where the system can open no more, to ask at once would only turn in a circle.
                logger.ConnectionRefused(broken.SocketErrorCode.ToString());
                await Task.Delay(PauseAfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        listener?.Stop();
        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        await Task.Yield();
        using (socket)
        {
            var isOneTooMany = Interlocked.Increment(ref connections) > options.MostConnections;
            metrics.Connected(1);
            try
            {
                if (isOneTooMany || !peers.Include((socket.RemoteEndPoint as IPEndPoint)?.Address))
                {
                    logger.ConnectionRefused(isOneTooMany ? "too many" : "peer");
                    return;
                }

                await using var stream = await OpenAsync(MllpSocket.Prepared(socket), stopping);
                if (await TakeAsync(stream, stopping) is { } reason)
                {
                    logger.ConnectionEnded(reason);
                }
            }
            catch (Exception gone) when (gone is IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                if (!stopping.IsCancellationRequested)
                {
                    logger.ConnectionEnded(gone is OperationCanceledException ? MllpFault.Timeout : gone is AuthenticationException ? MllpFault.Tls : "hung up");
                }
            }
            catch (Exception defect)
            {
                // It ends this connection, and no other.
                logger.ConnectionBroken(defect.GetType().Name);
            }
            finally
            {
                Interlocked.Decrement(ref connections);
                metrics.Connected(-1);
            }
        }
    }

    /// <summary>Takes messages until the other end hangs up; else why it was hung up on.</summary>
    private async Task<string?> TakeAsync(Stream stream, CancellationToken stopping)
    {
        var (frames, messages, buffer) = (new FrameReader(options.LargestMessage), new List<byte[]>(), new byte[16 * 1024]);
        long? began = null;
        while (true)
        {
            // Between messages a connection may be silent as long as it likes.
            using var patience = began is { } since ? Patience(clock.GetElapsedTime(since), stopping) : CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var count = await stream.ReadAsync(buffer, patience.Token);
            if (count == 0)
            {
                return null;
            }

            var fault = frames.Feed(buffer.AsSpan(0, count), messages);
            foreach (var message in messages)
            {
                await AnswerAsync(stream, await desk.TakeAsync(message, stopping), stopping);
            }

            if (fault != FrameFault.None)
            {
                return fault == FrameFault.TooLarge ? "too large" : "no frame";
            }

            began = !frames.IsInside ? null : messages.Count > 0 || began is null ? clock.GetTimestamp() : began;
            messages.Clear();
        }
    }

    // Who sends and never reads would keep its place for ever.
    private async Task AnswerAsync(Stream stream, byte[] answer, CancellationToken stopping)
    {
        using var patience = Patience(TimeSpan.Zero, stopping);
        await stream.WriteAsync(FrameReader.Frame(answer), patience.Token);
        await stream.FlushAsync(patience.Token);
    }

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken stopping)
    {
        var stream = new NetworkStream(socket);
        if (tls is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        try
        {
            using var patience = Patience(TimeSpan.Zero, stopping);
            await secure.AuthenticateAsServerAsync(tls, patience.Token);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private CancellationTokenSource Patience(TimeSpan used, CancellationToken stopping)
    {
        var left = TimeSpan.FromSeconds(options.TimeoutSeconds) - used;
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return patience;
    }

    private SslServerAuthenticationOptions TlsOf(string certificateFile) => new()
    {
        ServerCertificate = MllpCertificates.Own(certificateFile),
        ClientCertificateRequired = options.TrustFile is not null,
        CertificateChainPolicy = options.TrustFile is { } trusted ? MllpCertificates.TrustIn(trusted) : null,
    };
}
