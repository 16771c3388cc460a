using System.Globalization;
using System.Net.Sockets;
using Gateway.References;
using Gateway.Rotas;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Gateway.OnCall.Channels;

/// <summary>Tells by mail whose address the policy knows. It names the Task and nothing of the message.</summary>
internal sealed class MailChannel(MailOptions options, TimeProvider clock) : IOnCallChannel
{
    public string Name => "mail";

    public bool Reaches(ResourceKey who, OnCallRules rules) => rules.MailOf(who) is not null;

    public async Task<string?> SendAsync(Page page, OnCallRules rules, CancellationToken cancellationToken)
    {
        if (rules.MailOf(page.Who) is not { } address)
        {
            return "no-address";
        }

        using var message = MessageFor(page, address);
        using var smtp = new SmtpClient();
        try
        {
            await smtp.ConnectAsync(options.Host, options.Port, SecurityOf(options.Encryption), cancellationToken);
            if (options.User is { } user)
            {
                await smtp.AuthenticateAsync(user, options.Password ?? string.Empty, cancellationToken);
            }

            await smtp.SendAsync(message, cancellationToken);

            // It is taken. That the server does not answer our goodbye changes nothing.
            return null;
        }
        catch (SmtpCommandException refused)
        {
            return ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is SocketException or IOException or ProtocolException or AuthenticationException or SslHandshakeException)
        {
            return fault is AuthenticationException ? "sign-in" : "unreachable";
        }
    }

    private MimeMessage MessageFor(Page page, string address)
    {
        var message = new MimeMessage
        {
            // One step is one mail, however often it is sent.
            MessageId = $"{page.Key}@{options.From.Split('@')[^1]}",
            Subject = string.Create(CultureInfo.InvariantCulture, $"Emergency waits for you (alert {page.AlertId}, {page.Step})"),
            Date = clock.GetUtcNow(),
            Priority = MessagePriority.Urgent,
            Importance = MessageImportance.High,
            Body = new TextPart("plain")
            {
                Text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    A message that may be an emergency came in at {page.RaisedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and nobody has acknowledged it.

                    {page.TaskAddress}

                    Look at it, and acknowledge this Task. Until somebody does, this is repeated and goes up the chain.
                    Step {page.Step}, level {page.Level}. You are told as {page.Who}.
                    """),
            },
        };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(MailboxAddress.Parse(address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static SecureSocketOptions SecurityOf(MailEncryption encryption) => encryption switch
    {
        MailEncryption.StartTls => SecureSocketOptions.StartTls,
        MailEncryption.Tls => SecureSocketOptions.SslOnConnect,
        MailEncryption.None => SecureSocketOptions.None,
    };
}
