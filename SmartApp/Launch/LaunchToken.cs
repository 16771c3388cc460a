namespace SmartApp.Launch;

/// <summary>The token of a launch, if there is one now.</summary>
/// <param name="Value">The access token.</param>
/// <param name="IsOver">There is none, and none to be had: the person signs in again. Otherwise who gives them is away.</param>
internal readonly record struct LaunchToken(string? Value, bool IsOver);
