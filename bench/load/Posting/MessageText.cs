namespace Load.Posting;

/// <summary>What a message says, and the label its outcome is counted under.</summary>
internal sealed record MessageText(string Text, string? Label = null);
