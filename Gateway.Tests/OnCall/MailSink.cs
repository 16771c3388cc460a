using System.Buffers;
using System.Collections.Concurrent;
using Gateway.Tests.Support;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Gateway.Tests.OnCall;

/// <summary>A mail server on loopback that keeps what it is sent.</summary>
internal sealed class MailSink : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<MimeMessage> mails = new();
    private Task running = Task.CompletedTask;

    public int Port { get; private set; }

    public IReadOnlyList<MimeMessage> Mails => [.. mails];

    public static MailSink Start()
    {
        var sink = new MailSink { Port = FreePort.Url().Port };
        var services = new ServiceProvider();
        services.Add(sink);
        var options = new SmtpServerOptionsBuilder()
            .ServerName("clinic.test")
            .Endpoint(endpoint => endpoint.Endpoint(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, sink.Port)))
            .Build();
        sink.running = new SmtpServer.SmtpServer(options, services).StartAsync(sink.stopping.Token);
        return sink;
    }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(buffer.ToArray());
        mails.Enqueue(await MimeMessage.LoadAsync(content, cancellationToken));
        return SmtpResponse.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stopping.Dispose();
    }
}
