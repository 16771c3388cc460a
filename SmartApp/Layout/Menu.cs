using SmartApp.Launch;

namespace SmartApp.Layout;

/// <summary>Which pages are offered to whom, in their order.</summary>
internal static class Menu
{
    /// <summary>The first is where a launch begins.</summary>
    public static IReadOnlyList<(string Page, string Name)> For(LaunchState launch) => launch.IsClinician ? _clinician : _patient;

    private static readonly (string, string)[] _clinician = [("inbox", "menu.inbox")];

    private static readonly (string, string)[] _patient = [("messages", "menu.messages")];
}
