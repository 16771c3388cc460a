using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Mllp;

namespace Gateway.Tests.Mllp;

/// <summary>A receiver on a real socket, with or without TLS, that answers each message as a test says; null hangs up.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2? certificate;
    private readonly Func<byte[], byte[]?> answer;
    private readonly Task serving;

    private readonly bool hangUpAfterAnswer;
    private readonly TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestReceiver(Func<byte[], byte[]?> answer, X509Certificate2? certificate = null, bool hangUpAfterAnswer = false)
    {
        (this.answer, this.certificate, this.hangUpAfterAnswer) = (answer, certificate, hangUpAfterAnswer);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that were made so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Ends when a connection was hung up on.</summary>
    public Task HungUp => hungUp.Task;

    /// <summary>A certificate of its own making for this machine.</summary>
    public static X509Certificate2 ACertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Connections++;
                connections.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
                    stream = secure;
                }

                var (frames, read, buffer) = (new FrameReader(1 << 20), new List<byte[]>(), new byte[4096]);
                while (await stream.ReadAsync(buffer, stopping.Token) is > 0 and var count)
                {
                    frames.Feed(buffer.AsSpan(0, count), read);
                    foreach (var message in read)
                    {
                        if (answer(message) is not { } content)
                        {
                            return;
                        }

                        await stream.WriteAsync(content, stopping.Token);
                        if (hangUpAfterAnswer)
                        {
                            client.Close();
                            hungUp.TrySetResult();
                            return;
                        }
                    }

                    read.Clear();
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other end is gone, or the test is over.
            }
        }
    }
}
