using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Sandbox.Ehr.Faults;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Hl7v2;

/// <summary>Listens for documents over MLLP on loopback, answers each strictly, and misbehaves as the <see cref="FaultBoard"/> says.</summary>
internal sealed class MdmReceiver(SandboxOptions options, MdmArchive archive, FaultBoard board, TlsDoor door, TimeProvider clock) : BackgroundService
{
    private const byte Start = 0x0B;
    private const byte End = 0x1C;
    private const int LargestMessage = 8 * 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, options.MllpPort);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _listener.Start();
        }
        catch (SocketException taken)
        {
            throw new IOException($"{options.MllpAddress} is in use.", new AddressInUseException(taken.Message, taken));
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(stoppingToken);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(client, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _listener.Stop();
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        using (client)
        using (door.Keep(client.Close))
        {
            try
            {
                await using var stream = await OpenAsync(client, stopping);
                while (await ReadAsync(stream, stopping) is { } message && await AnswerAsync(message, stream, stopping))
                {
                    // One message after the other.
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
            {
                // The other end hung up or would not be spoken to, the EHR did so itself, or it stops.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client, CancellationToken cancellationToken)
    {
        if (!door.IsThere)
        {
            return client.GetStream();
        }

        var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = door.Certificate }, cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next message; null at the end of the connection, and for what is no frame.</summary>
    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var one = new byte[1];
        async Task<int> NextAsync() => await stream.ReadAsync(one, cancellationToken) == 0 ? -1 : one[0];

        if (await NextAsync() != Start)
        {
            return null;
        }

        var buffer = new byte[64 * 1024];
        while (content.Length < LargestMessage)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return null;
            }

            content.Write(buffer, 0, count);
            var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
            if (bytes.IndexOf(End) is >= 0 and var end && end + 1 < bytes.Length)
            {
                // The sender waits for its answer, so nothing follows; and no start stands within.
                return end + 2 == bytes.Length && bytes[end + 1] == '\r' && !bytes.Contains(Start) ? bytes[..end].ToArray() : null;
            }
        }

        return null;
    }

    /// <summary>False when the connection is to end.</summary>
    private async Task<bool> AnswerAsync(byte[] content, Stream stream, CancellationToken stopping)
    {
        var reading = MdmContract.Read(content);
        var document = reading as MdmReading.Document;
        var controlId = document?.ControlId ?? ((MdmReading.Wrong)reading).ControlId;
        var fault = board.Take(isCreate: true, document?.Patient);
        if (Refusal(fault.Mode) is { } refusal)
        {
            return await WriteAsync(stream, refusal.For(controlId, clock.GetUtcNow()), stopping);
        }

        if (fault.Mode == FaultMode.Down)
        {
            return false;
        }

        if (fault.Mode is FaultMode.Slow or FaultMode.Late)
        {
            await Task.Delay(fault.Delay, clock, stopping);
        }

        var ack = document is not null ? await archive.TakeAsync(document, stopping) : AckOf((MdmReading.Wrong)reading);
        var answer = ack.For(controlId, clock.GetUtcNow());
        return fault.Mode switch
        {
            FaultMode.LostAnswer or FaultMode.Down => false,
            FaultMode.CutOff => await HangUpInAsync(stream, answer, stopping),
            FaultMode.TimeoutAfterCommit or FaultMode.Late => await NeverAnswerAsync(stopping),
            FaultMode.Malformed => await WriteAsync(stream, Encoding.UTF8.GetBytes("<html>This is no HL7."), stopping),
            FaultMode.OtherAnswer => await WriteAsync(stream, Ack.Taken.For("ANOTHER", clock.GetUtcNow()), stopping),
            FaultMode.Conflict or FaultMode.Precondition => await WriteAsync(stream, new Ack("AE", 205, "TXA^1^12").For(controlId, clock.GetUtcNow()), stopping),
            FaultMode.None or FaultMode.Slow or FaultMode.Error500 or FaultMode.TooMany or FaultMode.Refuse or FaultMode.ChartClosed or FaultMode.MergedPatient or FaultMode.Tls =>
                await WriteAsync(stream, answer, stopping),
        };
    }

    private static async Task<bool> HangUpInAsync(Stream stream, byte[] answer, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Framed(answer).AsMemory(0, answer.Length / 2), cancellationToken);
        return false;
    }

    private async Task<bool> NeverAnswerAsync(CancellationToken stopping)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping);
        return false;
    }

    // Answered so, and nothing is done.
    private static Ack? Refusal(FaultMode mode) => mode switch
    {
        FaultMode.Error500 => new Ack("AE", 207, null, EhrCode.Unavailable),
        FaultMode.TooMany => new Ack("AR", 207, null, EhrCode.TooMany),
        FaultMode.Refuse => new Ack("AE", 103, "TXA^1^2", EhrCode.Refused),
        FaultMode.ChartClosed => new Ack("AE", 204, "PID^1^3", EhrCode.ChartClosed),
        FaultMode.MergedPatient => new Ack("AE", 204, "PID^1^3", EhrCode.MergedPatient),
        FaultMode.None or FaultMode.Down or FaultMode.Slow or FaultMode.TimeoutAfterCommit or FaultMode.Late or FaultMode.LostAnswer or FaultMode.Malformed
            or FaultMode.Conflict or FaultMode.Precondition or FaultMode.OtherAnswer or FaultMode.CutOff or FaultMode.Tls => null,
    };

    private static Ack AckOf(MdmReading.Wrong wrong) => new(wrong.Ack, wrong.Error, wrong.Place);

    private static async Task<bool> WriteAsync(Stream stream, byte[] content, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Framed(content), cancellationToken);
        return true;
    }

    private static byte[] Framed(byte[] content) => [Start, .. content, End, (byte)'\r'];
}
