using System.ComponentModel.DataAnnotations;

namespace Gateway.OnCall;

/// <summary>The mail server by which those on call are told whose address the policy knows.</summary>
internal sealed class MailOptions
{
    [Required]
    public string Host { get; set; } = string.Empty;

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public MailEncryption Encryption { get; set; } = MailEncryption.StartTls;

    [Required]
    [EmailAddress]
    public string From { get; set; } = string.Empty;

    public string? User { get; set; }

    /// <summary>Belongs into the environment or a secret store.</summary>
    public string? Password { get; set; }
}

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum MailEncryption
{
    StartTls,
    Tls,

    /// <summary>For a server on this machine alone.</summary>
    None,
}
