namespace Sandbox.Ehr.SignIn;

/// <summary>The chart, and perhaps the visit, that an app is launched on.</summary>
internal sealed record LaunchContext(string? Patient, string? Encounter);
