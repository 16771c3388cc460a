using Gateway.Inbox.States;
using Microsoft.Extensions.Options;

namespace Gateway.Inbox;

/// <summary>The work on messages: who has them, who answers, and the alarms about what waits.</summary>
internal static class InboxSetup
{
    public static WebApplicationBuilder AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<InboxOptions>, InboxOptionsValidator>();
        builder.Services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<InboxMetrics>();
        builder.Services.AddSingleton<PoolMembers>();
        builder.Services.AddSingleton<WorkAccess>();
        builder.Services.AddSingleton<WorkItems>();
        builder.Services.AddSingleton<WorkChanges>();
        builder.Services.AddSingleton<WorkClaims>();
        builder.Services.AddSingleton<WorkOpenings>();
        builder.Services.AddSingleton<WorkAnswers>();
        builder.Services.AddSingleton<WorkReroutes>();
        builder.Services.AddSingleton<WorkRequests>();
        builder.Services.AddSingleton<InboxCompany>();
        builder.Services.AddSingleton<InboxReader>();
        builder.Services.AddSingleton<StateReader>();
        builder.Services.AddSingleton<WorkAlarms>();
        builder.Services.AddHostedService<WorkSweep>();
        return builder;
    }
}
