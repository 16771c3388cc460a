namespace SmartApp.Launch;

/// <summary>Whose pages are whose. The gateway decides what of its data is for whom; this keeps people out of pages that were not made for them. Pure.</summary>
internal static class AreaPolicy
{
    /// <param name="launch">Who came, and for what.</param>
    /// <param name="page">The address within the launch. One that is not known is nobody's.</param>
    public static bool IsOpenTo(LaunchState launch, string page) => page.Trim('/').Split('/') switch
    {
        ["" or "draft" or "language" or "sign-out" or Styles.StyleEndpoints.Page] => true,
        ["messages" or "boxes" or "agreement" or "charts" or "check" or "download", ..] => launch.IsPatient,
        ["inbox" or "write" or "requests", ..] => launch.IsStaff,
        ["review", ..] => launch.IsStaff && launch.Grants("gateway/review"),
        ["operations", "audit"] => launch.IsAuditor,
        ["operations", ..] => launch.IsOperator,
        _ => false,
    };
}
