using System.CommandLine;
using Gateway.Storage;
using Load.Seeding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Load.Servers;

/// <summary>
/// <c>rows</c>: an endpoint that writes for each request the rows of a message by the gateway's own writer, and does nothing else: no token is looked at, nothing
/// is read, checked or decided. No intake that keeps these promises (search, work, delivery, audit) is faster than this.
/// </summary>
internal static class RowsCommand
{
    public const string Name = "rows";
    public const string Url = "--url";
    public const string Store = "--store";

    public static Command Create(TimeProvider clock)
    {
        var url = new Option<string>(Url) { Description = "Where it listens.", Required = true };
        var store = new Option<string>(Store) { Description = "The SQLite file.", Required = true };
        var command = new Command(Name, "Store the rows of a message of our own making for each request.") { url, store };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connectionString = $"Data Source={parsed.GetRequiredValue(store)}";
            var rows = await RowSource.OpenAsync(connectionString, clock, cancellationToken);
            await using var app = Build(parsed.GetRequiredValue(url), connectionString, rows);
            await HostingAbstractionsHostExtensions.RunAsync(app, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static WebApplication Build(string url, string connectionString, RowSource rows)
    {
        var builder = SeedStore.Configure(StorageProvider.Sqlite, connectionString);
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var queue = app.Services.GetRequiredService<CommitQueue>();
        app.MapPost("/rows/Communication", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            var result = await queue.CommitAsync(rows.StageNext, cancellationToken);
            return Results.StatusCode(result is CommitResult.Committed ? StatusCodes.Status201Created : StatusCodes.Status503ServiceUnavailable);
        });
        app.MapGet("/rows/ready", () => Results.Ok());
        return app;
    }
}
