namespace Sandbox.Ehr.SignIn;

/// <summary>The chart, and perhaps the visit, that an app is launched on.</summary>
/// <param name="Patient">The chart that is open.</param>
/// <param name="Encounter">The visit that is open.</param>
/// <param name="User">Who sits at the EHR's screen, and so need not sign in again; asked for if it is not said.</param>
/// <param name="Intent">What the app is opened for, as a code.</param>
/// <param name="Style">Where the app finds how the EHR's screen looks.</param>
/// <param name="ShowsPatient">The EHR's screen says itself whose chart is open.</param>
internal sealed record LaunchContext(string? Patient, string? Encounter, string? User = null, string? Intent = null, string? Style = null, bool ShowsPatient = false);
