namespace SmartApp.Composer;

internal static class ComposerSetup
{
    public static void AddComposer(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Correspondence>();
        builder.Services.AddScoped<LetterBox>();
    }
}
