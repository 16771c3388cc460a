using System.Text;
using Gateway.Review;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>How long sealed content is kept.</summary>
public sealed class SealedContentTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Sealed_content_is_destroyed_when_its_retention_ends_and_not_before()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var services = fixture.Gateway.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await services.GetRequiredService<CommitQueue>().CommitAsync(
            changes =>
            {
                changes.Add(ASealed("ended", now.AddDays(-1)));
                changes.Add(ASealed("kept", now.AddDays(1)));
            },
            cancellation);

        Assert.Equal(1, await services.GetRequiredService<SealedContent>().DestroyEndedAsync(cancellation));
        Assert.Equal(0, await services.GetRequiredService<SealedContent>().DestroyEndedAsync(cancellation));

        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(cancellation);
        Assert.Equal("kept", Assert.Single(await db.Sealed.AsNoTracking().ToListAsync(cancellation)).MessageId);
        var destroyed = Assert.Single(await db.Audit.AsNoTracking().Where(entry => entry.Action == AuditAction.Destroy).ToListAsync(cancellation));
        Assert.Equal(("Communication/ended", "gateway", "susie-smith"), (destroyed.Resource, destroyed.Client, destroyed.Chart));
    }

    private static SealedVersion ASealed(string id, DateTimeOffset destroyAfter) => new()
    {
        MessageId = id,
        Version = 1,
        Chart = "susie-smith",
        Sender = "Patient/susie-smith",
        WasHeld = false,
        SealedAt = destroyAfter.AddDays(-10),
        DestroyAfter = destroyAfter,
        Content = Encoding.UTF8.GetBytes("{\"resourceType\":\"Communication\"}"),
    };
}
