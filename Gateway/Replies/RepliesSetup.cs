namespace Gateway.Replies;

/// <summary>What clinicians write in the EHR itself, and how it reaches patients here.</summary>
internal static class RepliesSetup
{
    public static WebApplicationBuilder AddReplies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReplyMetrics>();
        builder.Services.AddSingleton<ReplyReader>();
        builder.Services.AddSingleton<ThreadReader>();
        builder.Services.AddSingleton<ReplyIntake>();
        builder.Services.AddSingleton<EhrPages>();
        builder.Services.AddSingleton<ReplyTurns>();
        builder.Services.AddSingleton<ReplyRound>();
        builder.Services.AddHostedService<ReplySweep>();
        return builder;
    }
}
