using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Access.Issuers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sandbox.Ehr.Access;

namespace Gateway.Tests.AddOn;

/// <summary>Stands before the EHR's token endpoint, and puts what a test makes of it in the place of the next id_token that the EHR issues.</summary>
internal sealed class ForgedIdToken : IStartupFilter
{
    private Func<AToken, string?>? forge;

    /// <summary>What was put there; empty if nothing was.</summary>
    public string Sent { get; private set; } = "";

    public void Attach(WebApplicationBuilder ehr) => ehr.Services.AddSingleton<IStartupFilter>(this);

    /// <param name="made">Makes of the good token, with the EHR's key in hand, what is sent; null for none.</param>
    public void ForgeNext(Func<AToken, string?> made) => forge = made;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(StandBeforeAsync);
        next(app);
    };

    private async Task StandBeforeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/oauth2/token" || Interlocked.Exchange(ref forge, null) is not { } made)
        {
            await next(context);
            return;
        }

        var way = context.Response.Body;
        using var issued = new MemoryStream();
        context.Response.Body = issued;
        await next(context);
        context.Response.Body = way;

        var answer = JsonNode.Parse(issued.ToArray())!.AsObject();
        var key = ForgeKey.Of(context.RequestServices.GetRequiredService<EhrKeys>().Signing);
        Sent = made(AToken.Read((string)answer["id_token"]!, key)) ?? "";
        answer.Remove("id_token");
        if (Sent.Length > 0)
        {
            answer["id_token"] = Sent;
        }

        var body = Encoding.UTF8.GetBytes(answer.ToJsonString());
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
