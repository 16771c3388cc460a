using Gateway.Delivery;
using Gateway.References;

namespace Gateway.Tests.Delivery;

/// <summary>Who may send at the same time, and for how long one waits for a place.</summary>
public sealed class SendPlacesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_no_place_in_time_goes_without_and_leaves_none_taken()
    {
        using var places = new SendPlaces(2);
        places.Note(Chart("fails"), new NextStep.RetryIn(TimeSpan.Zero, "timeout"));
        var first = await places.TakeAsync(Chart("a"), TimeSpan.Zero, Cancellation);
        using var second = await places.TakeAsync(Chart("b"), TimeSpan.Zero, Cancellation);

        Assert.Null(await places.TakeAsync(Chart("c"), TimeSpan.Zero, Cancellation));
        Assert.Null(await places.TakeAsync(Chart("fails"), TimeSpan.Zero, Cancellation));

        first!.Dispose();
        using var failing = await places.TakeAsync(Chart("fails"), TimeSpan.Zero, Cancellation);
        Assert.NotNull(failing);
    }

    [Fact]
    public async Task Whose_last_send_failed_has_half_of_the_places_at_most_until_one_succeeds()
    {
        using var places = new SendPlaces(4);
        string[] charts = ["a", "b", "c"];
        foreach (var chart in charts)
        {
            places.Note(Chart(chart), new NextStep.RetryIn(TimeSpan.Zero, "timeout"));
        }

        using var first = await places.TakeAsync(Chart("a"), TimeSpan.Zero, Cancellation);
        using var second = await places.TakeAsync(Chart("b"), TimeSpan.Zero, Cancellation);
        Assert.Null(await places.TakeAsync(Chart("c"), TimeSpan.Zero, Cancellation));

        places.Note(Chart("c"), new NextStep.Done("e1"));

        using var third = await places.TakeAsync(Chart("c"), TimeSpan.Zero, Cancellation);
        Assert.NotNull(third);
    }

    private static CourierKey Chart(string chart) => new("ehr", new PatientId(chart));
}
