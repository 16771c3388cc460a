using SmartApp.Boxes;

namespace SmartApp.Requests;

/// <summary>What somebody is asked to answer now.</summary>
/// <param name="Request">The id of the CommunicationRequest.</param>
/// <param name="Text">What she is asked, in the clinician's words.</param>
/// <param name="Box">The questions to answer by; none where words are asked for.</param>
/// <param name="Until">When it is due.</param>
internal sealed record DueAnswer(string Request, string? Text, Box? Box, DateTimeOffset? Until)
{
    /// <summary>Where it is answered, within the launch.</summary>
    public string Page => Box is null ? $"messages/new?asked={Uri.EscapeDataString(Request)}" : $"boxes/{Box.Id}?asked={Uri.EscapeDataString(Request)}";
}
