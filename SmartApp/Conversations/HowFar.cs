namespace SmartApp.Conversations;

/// <summary>How far a message is, as the gateway tells its sender.</summary>
/// <param name="State">The gateway's code.</param>
/// <param name="Text">Its sentence.</param>
internal sealed record HowFar(string State, string Text);
