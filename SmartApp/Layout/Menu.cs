using SmartApp.Launch;

namespace SmartApp.Layout;

/// <summary>Which pages are offered to whom, in their order.</summary>
internal static class Menu
{
    /// <summary>The first is where a launch begins.</summary>
    public static IReadOnlyList<(string Page, string Name)> For(LaunchState launch) => launch switch
    {
        { IsOperator: true } => _operator,
        { IsAuditor: true } => _auditor,
        { IsClinician: true } => [.. _clinician, .. launch.Patient is null ? [] : _inChart, .. launch.Grants("gateway/review") ? _reviewer : []],
        _ => _patient,
    };

    /// <summary>Where a launch begins: where the EHR says that somebody came for, if that page is offered to her, else on the first.</summary>
    public static string BeginningOf(LaunchState launch)
    {
        var offered = For(launch);
        return launch.Intent switch
        {
            "compose" when launch.IsPatient => "messages/new",
            "inbox" or "review" or "write" when offered.Any(entry => entry.Page == launch.Intent) => launch.Intent,
            _ => offered[0].Page,
        };
    }

    private static readonly (string, string)[] _clinician = [("inbox", "menu.inbox")];

    private static readonly (string, string)[] _inChart = [("write", "menu.write")];

    private static readonly (string, string)[] _reviewer = [("review", "menu.review")];

    private static readonly (string, string)[] _operator =
    [
        ("operations/health", "menu.health"), ("operations/deliveries", "menu.deliveries"), ("operations/dead-letters", "menu.dead-letters"),
        ("operations/subscriptions", "menu.subscriptions"), ("operations/policies", "menu.policies"),
        ("operations/measures", "menu.measures"),
    ];

    private static readonly (string, string)[] _auditor = [("operations/audit", "menu.audit")];

    private static readonly (string, string)[] _patient = [("messages", "menu.messages"), ("boxes", "menu.boxes"), ("agreement", "menu.agreement")];
}
