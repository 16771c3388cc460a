using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Support;

/// <summary>Writes down each address that a server is asked, as its access log would: method and target.</summary>
internal sealed class RecordedAddresses : IStartupFilter
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>As sent, with escapes undone.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(Uri.UnescapeDataString)];

    public void Attach(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(this);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            _lines.Enqueue($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
            return following(context);
        });
        next(app);
    };
}
