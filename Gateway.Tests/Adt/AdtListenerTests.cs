using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Adt;
using Gateway.Mllp;
using Gateway.Tests.Mllp;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Adt;

/// <summary>What comes over the feed's connections, and who may open one.</summary>
[Collection(AdtFixture.Collection)]
public sealed class AdtListenerTests(AdtFixture fixture)
{
    private const string Message = "MSH|^~\\&|HIS|||GW|||ADT^A08|1|P|2.5.1\rPID|1||nobody^^^MRN\r";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "")]
    [InlineData("\vMSH|\v", "")]
    [InlineData("\vMSH|\u001cx", "")]
    [InlineData("\vno message\u001c\r", "AR 100")]
    [InlineData("\v\u001c\r", "AR 100")]
    [InlineData("\vMSH|^~\\&|HIS|||||||ORU^R01|1|P|2.5.1\r\u001c\r", "AR 200")]
    public async Task What_is_no_message_ends_its_connection_or_is_rejected_and_the_next_is_taken(string bytes, string answer)
    {
        Assert.Equal(answer, await RawAsync(Encoding.ASCII.GetBytes(bytes)));

        Assert.Equal("AA", await fixture.SendAsync("A08", $"PID|1||nobody^^^{AdtFixture.Authority}"));
    }

    [Fact]
    public async Task What_is_too_large_is_not_read_to_its_end()
    {
        Assert.Equal("", await RawAsync([FrameReader.Start, .. Enumerable.Repeat((byte)'a', 5000)]));
        Assert.Equal("AA", await fixture.SendAsync("A08", $"PID|1||nobody^^^{AdtFixture.Authority}"));
    }

    [Fact]
    public async Task Several_messages_on_one_connection_are_answered_in_their_order()
    {
        var two = Encoding.ASCII.GetBytes($"\v{Message}\u001c\r\v{Message.Replace("A08", "A99", StringComparison.Ordinal)}\u001c\r");

        Assert.Equal("AA, AR 201", await RawAsync(two, 2));
    }

    [Fact]
    public async Task Whoever_comes_when_there_are_too_many_is_hung_up_on_and_room_is_made_when_they_go()
    {
        List<TcpClient> waiting = [];
        try
        {
            // Some are other tests' own; sooner or later one is too many.
            var isHungUp = false;
            for (var attempt = 0; attempt < 20 && !isHungUp; attempt++)
            {
                var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", fixture.Port, Cancellation);
                waiting.Add(client);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"\v{Message.Replace("A08", "A99", StringComparison.Ordinal)}\u001c\r"), Cancellation);
                isHungUp = await EndsAsync(client);
            }

            Assert.True(isHungUp);
        }
        finally
        {
            waiting.ForEach(client => client.Dispose());
        }

        await ReviewFixture.UntilAsync(async () => await RawAsync(Encoding.ASCII.GetBytes($"\v{Message}\u001c\r")) == "AA" ? "taken" : null, "room");
    }

    [Fact]
    public async Task Who_is_not_among_the_peers_is_hung_up_on()
    {
        await using var listener = await StartedAsync(new AdtOptions { Listen = "127.0.0.1:0", Peers = ["10.1.2.3"] });

        Assert.Equal("", await RawAsync(Encoding.ASCII.GetBytes($"\v{Message}\u001c\r"), port: listener.Port));
    }

    [Fact]
    public async Task A_message_that_begins_and_does_not_end_is_not_waited_for()
    {
        await using var listener = await StartedAsync(new AdtOptions { Listen = "127.0.0.1:0", TimeoutSeconds = 1 });

        Assert.Equal("", await RawAsync("\vMSH|"u8.ToArray(), port: listener.Port));
    }

    [Fact]
    public async Task Who_sends_and_never_reads_is_not_waited_for()
    {
        await using var listener = await StartedAsync(new AdtOptions { Listen = "127.0.0.1:0", TimeoutSeconds = 1 });
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync("127.0.0.1", listener.Port, Cancellation);
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\vnone\u001c\r", 1000)));

        async Task SendAsync()
        {
            while (true)
            {
                await client.GetStream().WriteAsync(many, Cancellation);
            }
        }

        await Assert.ThrowsAnyAsync<IOException>(() => SendAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task An_end_that_is_gone_without_a_word_is_noticed()
    {
        const string Connections = "/proc/net/tcp";
        Assert.SkipUnless(File.Exists(Connections), "The system does not show what its sockets wait for.");
        await using var listener = await StartedAsync(new AdtOptions { Listen = "127.0.0.1:0" });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", listener.Port, Cancellation);
        await client.GetStream().WriteAsync("\vnone\u001c\r"u8.ToArray(), Cancellation);
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[1024], Cancellation));

        string Hex(int port) => port.ToString("X4", CultureInfo.InvariantCulture);
        var (here, there) = ($":{Hex(listener.Port)}", $":{Hex(((IPEndPoint)client.Client.LocalEndPoint!).Port)}");

        // The column after the queues: 02 is a timer that asks whether the other end is still there. Right after an answer it may be another.
        await ReviewFixture.UntilAsync(
            async () => (await File.ReadAllLinesAsync(Connections, Cancellation)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Single(columns => columns[1].EndsWith(here, StringComparison.Ordinal) && columns[2].EndsWith(there, StringComparison.Ordinal))[5]
                .StartsWith("02:", StringComparison.Ordinal) ? "asks" : null,
            "a timer of keep-alive");
    }

    [Fact]
    public async Task After_a_connection_that_could_not_be_taken_it_waits_a_second_for_the_next()
    {
        var clock = new FakeTimeProvider();
        using var listener = Listener(new AdtOptions(), clock: clock);
        using var stopping = new CancellationTokenSource();
        var tries = 0;
        var accepting = listener.AcceptAsync(
            _ =>
            {
                if (Interlocked.Increment(ref tries) > 2)
                {
                    stopping.Cancel();
                }

                throw new SocketException((int)SocketError.TooManyOpenSockets);
            },
            stopping.Token);

        Assert.Equal(1, Volatile.Read(ref tries));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, Volatile.Read(ref tries));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await ReviewFixture.UntilAsync(() => Task.FromResult(Volatile.Read(ref tries) == 2 ? "tried" : null), "the next try");

        await stopping.CancelAsync();
        await accepting;
    }

    [Fact]
    public async Task A_defect_ends_its_connection_and_neither_the_listening_nor_more_than_its_kind_is_told()
    {
        using var log = new CapturedLog();
        var broken = ActivatorUtilities.CreateInstance<AdtDesk>(fixture.Gateway.Services, new ABrokenClock());
        var listener = Listener(new AdtOptions { Listen = "127.0.0.1:0" }, broken, log);
        await listener.StartAsync(Cancellation);
        await using (var started = new Started(listener))
        {
            Assert.Equal("", await RawAsync(Encoding.ASCII.GetBytes($"\v{Message}\u001c\r"), port: started.Port));
            Assert.Equal("", await RawAsync(Encoding.ASCII.GetBytes($"\v{Message}\u001c\r"), port: started.Port));
        }

        Assert.True(listener.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(2, log.Lines.Count(line => line.Trim() == "An ADT connection was ended by a defect: NotSupportedException"));
        Assert.DoesNotContain(log.Lines, line => line.Contains("quince", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_defect_in_reading_a_message_is_answered_so_that_its_sender_keeps_it()
    {
        var desk = ActivatorUtilities.CreateInstance<AdtDesk>(fixture.Gateway.Services, Options.Create(new AdtOptions { Authorities = null! }));

        var answer = Gateway.Delivery.Dialects.Acknowledgement.Read(await desk.TakeAsync(Encoding.ASCII.GetBytes(Message), Cancellation))!;

        Assert.Equal(("AE", "207", "1"), (answer.Code, answer.Error, answer.ControlId));
    }

    [Fact]
    public async Task With_TLS_it_takes_whom_it_trusts_and_nobody_in_the_clear()
    {
        using var own = TestReceiver.ACertificate();
        using var stranger = TestReceiver.ACertificate();
        var directory = Directory.CreateTempSubdirectory("adt-").FullName;
        try
        {
            string Pem(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string name)
            {
                var file = Path.Combine(directory, name);
                using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
                File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
                return file;
            }

            var (ownFile, strangersFile) = (Pem(own, "own.pem"), Pem(stranger, "stranger.pem"));
            await using var listener = await StartedAsync(new AdtOptions { Listen = "127.0.0.1:0", CertificateFile = ownFile, TrustFile = ownFile });
            var address = new Uri($"mllps://localhost:{listener.Port}");
            using var trusted = new MllpClient(MllpEndpoint.Of(address, ownFile, ownFile), 1, TimeSpan.FromSeconds(60), TimeProvider.System);
            using var untrusted = new MllpClient(MllpEndpoint.Of(address, ownFile, strangersFile), 1, TimeSpan.FromSeconds(60), TimeProvider.System);
            using var unknown = new MllpClient(MllpEndpoint.Of(address, ownFile, null), 1, TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.IsType<MllpAnswer.Frame>(await trusted.AskAsync(Encoding.ASCII.GetBytes(Message), _ => true, Cancellation));
            Assert.IsType<MllpAnswer.None>(await untrusted.AskAsync(Encoding.ASCII.GetBytes(Message), _ => true, Cancellation));
            Assert.IsType<MllpAnswer.None>(await unknown.AskAsync(Encoding.ASCII.GetBytes(Message), _ => true, Cancellation));
            Assert.Equal("", await RawAsync(Encoding.ASCII.GetBytes($"\v{Message}\u001c\r"), port: listener.Port));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Without_an_address_nothing_listens()
    {
        using var listener = Listener(new AdtOptions());
        await listener.StartAsync(Cancellation);

        Assert.Null(listener.Address);
        await listener.StopAsync(Cancellation);
    }

    private AdtListener Listener(AdtOptions options, AdtDesk? desk = null, CapturedLog? log = null, TimeProvider? clock = null) => new(
        desk ?? fixture.Gateway.Services.GetRequiredService<AdtDesk>(), fixture.Gateway.Services.GetRequiredService<AdtMetrics>(), Options.Create(options), clock ?? TimeProvider.System,
        new Logger<AdtListener>(new LoggerFactory(log is null ? [] : [log])));

    private async Task<Started> StartedAsync(AdtOptions options)
    {
        var listener = Listener(options);
        await listener.StartAsync(Cancellation);
        return new Started(listener);
    }

    private static async Task<bool> EndsAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1024], Cancellation) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Sends bytes as they are; what they are answered with until that many answers came, or the connection ended.</summary>
    private async Task<string> RawAsync(byte[] bytes, int answers = 1, int? port = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port ?? fixture.Port, Cancellation);
        var (frames, read, buffer) = (new FrameReader(1 << 20), new List<byte[]>(), new byte[4096]);
        try
        {
            await client.GetStream().WriteAsync(bytes, Cancellation);
            while (read.Count < answers && await client.GetStream().ReadAsync(buffer, Cancellation) is > 0 and var count)
            {
                frames.Feed(buffer.AsSpan(0, count), read);
            }
        }
        catch (IOException)
        {
            // Hung up on.
        }

        return string.Join(", ", read.Select(frame => Gateway.Delivery.Dialects.Acknowledgement.Read(frame)!).Select(answer => $"{answer.Code} {answer.Error}".TrimEnd()));
    }

    /// <summary>Has whoever asks it for the time fail with words that must not be repeated.</summary>
    private sealed class ABrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException("quince");
    }

    private sealed class Started(AdtListener listener) : IAsyncDisposable
    {
        public int Port => listener.Address!.Port;

        public async ValueTask DisposeAsync()
        {
            await listener.StopAsync(CancellationToken.None);
            listener.Dispose();
        }
    }
}
