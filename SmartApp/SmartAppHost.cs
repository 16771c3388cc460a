using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartApp.Assets;
using SmartApp.Boxes;
using SmartApp.Charts;
using SmartApp.Composer;
using SmartApp.Connections;
using SmartApp.Conversations;
using SmartApp.Drafts;
using SmartApp.Launch;
using SmartApp.Layout;
using SmartApp.Pages;
using SmartApp.Requests;
using SmartApp.Styles;
using SmartApp.Texts;
using SmartApp.Work;

namespace SmartApp;

/// <summary>Builds the add-on's web application: a list of what it is made of, then a list of what it serves.</summary>
public static class SmartAppHost
{
    /// <summary>In bytes. A phone's pictures come whole, so that the page that refuses them has the words in it.</summary>
    private const long LargestForm = 24 * 1024 * 1024;

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
        });
        // They tell of each request and answer what stands in them, the codes of sign-ins in addresses included.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        // Their words about a sign-in name accounts; what failed is told by ours, by its code.
        builder.Logging.AddFilter("Microsoft.Identity", LogLevel.None).AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRazorComponents();
        builder.AddLaunch();
        builder.AddConnections();
        builder.AddDrafts();
        builder.AddWork();
        builder.AddCharts();
        builder.AddComposer();
        builder.AddConversations();
        builder.AddBoxes();
        builder.AddRequests();
        builder.AddStyles();
        builder.Services.AddScoped<Words>();
        builder.Services.AddScoped<Moments>();
        builder.Services.AddScoped<Names>();

        var app = builder.Build();
        app.UseSecurityHeaders();
        // A page that failed half-way has used up its scope.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync, CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAreaGate();
        app.UseAntiforgery();
        app.MapGet("/health", () => Results.Text("healthy")).AllowAnonymous();
        app.MapAssets();
        app.MapLaunch();
        app.MapStyles();
        app.MapFiles();
        app.MapComposer();
        app.MapDrafts();
        app.MapConversations();
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>A form that was not signed for this launch, or is too large, is told so; everything else is our fault. None says what was in it.</summary>
    private static Task AnswerAsync(HttpContext context) => (context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Page(StatusCodes.Status413PayloadTooLarge, "problem.too-large"),
        AntiforgeryValidationException or BadHttpRequestException => Problem.Page(StatusCodes.Status400BadRequest, "problem.form"),
        _ => Problem.Page(StatusCodes.Status500InternalServerError, "problem.unexpected"),
    }).ExecuteAsync(context);
}
