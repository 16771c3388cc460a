namespace SmartApp.Drafts;

internal static class DraftsSetup
{
    public static void AddDrafts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DraftStore>();
        builder.Services.AddSingleton<DraftSeal>();
    }
}
