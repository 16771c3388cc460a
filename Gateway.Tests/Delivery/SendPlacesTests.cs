using Gateway.Delivery;

namespace Gateway.Tests.Delivery;

/// <summary>Who may send at the same time, and for how long one waits for a place.</summary>
public sealed class SendPlacesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_no_place_in_time_goes_without_and_leaves_none_taken()
    {
        using var places = new SendPlaces(2);
        var first = await places.TakeAsync(false, TimeSpan.Zero, Cancellation);
        using var second = await places.TakeAsync(false, TimeSpan.Zero, Cancellation);

        Assert.Null(await places.TakeAsync(false, TimeSpan.Zero, Cancellation));
        Assert.Null(await places.TakeAsync(true, TimeSpan.Zero, Cancellation));

        first!.Dispose();
        using var failing = await places.TakeAsync(true, TimeSpan.Zero, Cancellation);
        Assert.NotNull(failing);
    }

    [Fact]
    public async Task Whose_last_send_failed_has_half_of_the_places_at_most_until_one_succeeds()
    {
        using var places = new SendPlaces(4);

        using var first = await places.TakeAsync(true, TimeSpan.Zero, Cancellation);
        using var second = await places.TakeAsync(true, TimeSpan.Zero, Cancellation);
        Assert.Null(await places.TakeAsync(true, TimeSpan.Zero, Cancellation));

        using var third = await places.TakeAsync(false, TimeSpan.Zero, Cancellation);
        Assert.NotNull(third);
    }
}
