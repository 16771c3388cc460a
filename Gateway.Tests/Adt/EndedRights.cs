using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Adt;

/// <summary>Has the simulated EHR, which has no way to change its directory, answer from some instant on that no related person is active.</summary>
internal sealed class EndedRights : IStartupFilter
{
    public bool HaveEnded { get; set; }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AnswerAsync);
        next(app);
    };

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!HaveEnded || !context.Request.Path.StartsWithSegments("/fhir/RelatedPerson"))
        {
            await next(context);
            return;
        }

        var answer = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        await next(context);
        context.Response.Body = answer;
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.ToArray()).Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal));
        context.Response.ContentLength = changed.Length;
        await answer.WriteAsync(changed, context.RequestAborted);
    }
}
