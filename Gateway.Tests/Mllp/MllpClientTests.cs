using System.Text;
using Gateway.Mllp;

namespace Gateway.Tests.Mllp;

/// <summary>Messages over real connections: kept, made anew, in the clear and by TLS.</summary>
public sealed class MllpClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string directory = Directory.CreateTempSubdirectory("mllp-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_connection_is_kept_for_the_next_message()
    {
        await using var receiver = new TestReceiver(Echo);
        using var client = Client(receiver);

        Assert.Equal("one", await AskAsync(client, "one"));
        Assert.Equal("two", await AskAsync(client, "two"));

        Assert.Equal(1, receiver.Connections);
    }

    [Fact]
    public async Task Messages_at_once_take_as_many_connections_as_there_may_be_and_wait()
    {
        await using var receiver = new TestReceiver(Echo);
        using var client = Client(receiver, connections: 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AskAsync(client, $"{number}")));

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), answers);
        Assert.InRange(receiver.Connections, 1, 2);
    }

    [Fact]
    public async Task Whoever_does_not_answer_as_it_should_is_asked_over_another_connection_next_time()
    {
        await using var receiver = new TestReceiver(Echo);
        using var client = Client(receiver);

        await client.AskAsync("one"u8.ToArray(), _ => false, Cancellation);
        Assert.Equal("two", await AskAsync(client, "two"));

        Assert.Equal(2, receiver.Connections);
    }

    [Theory]
    [InlineData("hang-up", MllpFault.Unreachable)]
    [InlineData("noise", MllpFault.Malformed)]
    [InlineData("two-answers", MllpFault.Malformed)]
    public async Task What_is_no_answer_is_a_fault_and_the_next_message_goes(string message, string fault)
    {
        await using var receiver = new TestReceiver(Echo);
        using var client = Client(receiver);

        Assert.Equal(fault, await AskAsync(client, message));
        Assert.Equal("after", await AskAsync(client, "after"));
    }

    [Fact]
    public async Task A_receiver_that_hung_up_meanwhile_is_asked_over_another_connection()
    {
        await using var receiver = new TestReceiver(Echo, hangUpAfterAnswer: true);
        using var client = Client(receiver);

        Assert.Equal("one", await AskAsync(client, "one"));
        await receiver.HungUp;

        Assert.Equal("two", await AskAsync(client, "two"));
        Assert.Equal(2, receiver.Connections);
    }

    [Fact]
    public async Task Who_never_answers_is_not_waited_for_longer_than_is_said()
    {
        await using var receiver = new TestReceiver(_ => []);
        using var client = new MllpClient(new MllpEndpoint("127.0.0.1", receiver.Port, null), 1, TimeSpan.FromMilliseconds(50), TimeProvider.System);

        Assert.Equal(MllpFault.Timeout, await AskAsync(client, "one"));
    }

    [Fact]
    public async Task With_TLS_the_receiver_must_be_who_it_says()
    {
        using var certificate = TestReceiver.ACertificate();
        using var other = TestReceiver.ACertificate();
        await using var receiver = new TestReceiver(Echo, certificate);
        var address = new Uri($"mllps://localhost:{receiver.Port}");
        using var trusting = new MllpClient(MllpEndpoint.Of(address, Pem(certificate), null), 1, Patience, TimeProvider.System);
        using var doubting = new MllpClient(MllpEndpoint.Of(address, Pem(other), null), 1, Patience, TimeProvider.System);

        Assert.Equal("one", await AskAsync(trusting, "one"));
        Assert.Equal(MllpFault.Tls, await AskAsync(doubting, "one"));
    }

    [Fact]
    public async Task Who_speaks_no_TLS_gets_no_message()
    {
        var heard = new List<string>();
        await using var receiver = new TestReceiver(message =>
        {
            heard.Add(Encoding.ASCII.GetString(message));
            return null;
        });
        using var client = new MllpClient(MllpEndpoint.Of(new Uri($"mllps://localhost:{receiver.Port}"), null, null), 1, TimeSpan.FromSeconds(1), TimeProvider.System);

        Assert.Contains(await AskAsync(client, "one"), (string[])[MllpFault.Tls, MllpFault.Unreachable, MllpFault.Timeout]);
        Assert.Empty(heard);
    }

    private static byte[]? Echo(byte[] message) => Encoding.ASCII.GetString(message) switch
    {
        "hang-up" => null,
        "noise" => "<html>"u8.ToArray(),
        "two-answers" => [.. FrameReader.Frame("one"u8), .. FrameReader.Frame("two"u8)],
        _ => FrameReader.Frame(message),
    };

    private static MllpClient Client(TestReceiver receiver, int connections = 1) =>
        new(new MllpEndpoint("127.0.0.1", receiver.Port, null), connections, Patience, TimeProvider.System);

    private static async Task<string> AskAsync(MllpClient client, string message) => await client.AskAsync(Encoding.ASCII.GetBytes(message), _ => true, Cancellation) switch
    {
        MllpAnswer.Frame frame => Encoding.ASCII.GetString(frame.Content),
        MllpAnswer.None none => none.Fault,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Pem(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        var file = Path.Combine(directory, $"{certificate.SerialNumber}.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }
}
