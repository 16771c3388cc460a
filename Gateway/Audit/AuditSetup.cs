namespace Gateway.Audit;

/// <summary>Adds the audit trail: writing what changes nothing, and reading what was written.</summary>
internal static class AuditSetup
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<TrailReader>();
        builder.Services.AddSingleton<TrailWriter>();
        builder.Services.AddSingleton<TrailVerification>();
        return builder;
    }
}
