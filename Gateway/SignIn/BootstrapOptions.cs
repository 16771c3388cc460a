using System.Text.Json;
using Gateway.SignIn.Clients;

namespace Gateway.SignIn;

/// <summary>The first operator: a client that stands in the configuration, because nobody is there yet who could register it.</summary>
internal sealed class BootstrapOptions
{
    public string ClientId { get; set; } = string.Empty;

    /// <summary>A file with its public keys, as a JSON Web Key Set.</summary>
    public string JwksFile { get; set; } = string.Empty;

    /// <summary>Why it cannot be used, without a word of what is in the file; null when it can.</summary>
    public string? Complaint => ClientName.IsOne(ClientId) ? ReadKeys() is null ? "names no file with a set of public keys." : null : "has no usable ClientId.";

    public KeySet? ReadKeys()
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(JwksFile));
            return KeySetReader.Registered(document.RootElement) is KeySetReading.Usable usable ? usable.Keys : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}
