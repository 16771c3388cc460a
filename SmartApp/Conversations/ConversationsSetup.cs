namespace SmartApp.Conversations;

internal static class ConversationsSetup
{
    public static void AddConversations(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Beginnings>();
        builder.Services.AddScoped<ConversationReader>();
    }
}
