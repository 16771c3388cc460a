using SmartApp.Ehrs;

namespace SmartApp.Launch;

/// <summary>The launch that this request belongs to; set by <see cref="LaunchAuthentication"/>, and never by what a page sends.</summary>
internal sealed class CurrentLaunch
{
    private (string Handle, LaunchState State, EhrOptions Ehr)? current;

    public bool IsThere => current is not null;

    public string Handle => Known.Handle;

    public LaunchState State => Known.State;

    public EhrOptions Ehr => Known.Ehr;

    private (string Handle, LaunchState State, EhrOptions Ehr) Known => current ?? throw new InvalidOperationException("This page needs a launch.");

    public void Set(string handle, LaunchState state, EhrOptions ehr) => current = (handle, state, ehr);

    /// <summary>An address within this launch.</summary>
    public string Path(string page) => $"/l/{Handle}/{page}";
}
