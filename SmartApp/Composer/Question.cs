namespace SmartApp.Composer;

/// <summary>A detail that the care team will need and the message does not say.</summary>
internal sealed record Question(string Code, string Text);
