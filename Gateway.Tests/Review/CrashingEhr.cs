using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>Stands before the EHR's writes and knows the instants at which a gateway can die: when its write arrives, and when it is done but not answered.</summary>
internal sealed class CrashingEhr : IStartupFilter
{
    private readonly TaskCompletionSource dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    /// <summary>The write at which it dies, from 1; none if it does not.</summary>
    public int DiesAt { get; init; }

    /// <summary>The EHR still does what that write asks.</summary>
    public bool Afterwards { get; init; }

    /// <summary>Keeps what the gateway has on its disk at that instant.</summary>
    public Action Keep { get; set; } = () => { };

    /// <summary>Writes are counted from now on.</summary>
    public bool IsArmed { get; set; }

    /// <summary>The gateway is dead: nothing of it arrives any more.</summary>
    public bool IsDead { get; set; }

    public Task Dead => dead.Task;

    public void Attach(WebApplicationBuilder ehr) => ehr.Services.AddSingleton<IStartupFilter>(this);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(StandBeforeAsync);
        next(app);
    };

    private async Task StandBeforeAsync(HttpContext context, RequestDelegate next)
    {
        if (!(context.Request.Method is "POST" or "PUT" && context.Request.Path.StartsWithSegments("/fhir/Communication", StringComparison.Ordinal)))
        {
            await next(context);
            return;
        }

        if (IsDead)
        {
            context.Abort();
            return;
        }

        if (IsArmed && Interlocked.Increment(ref writes) == DiesAt)
        {
            if (Afterwards)
            {
                await next(context);
            }

            Keep();
            IsDead = true;
            dead.TrySetResult();
            context.Abort();
            return;
        }

        await next(context);
    }
}
