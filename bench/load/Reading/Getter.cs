using Load.Driving;
using Load.Targets;

namespace Load.Reading;

/// <summary>Sends one request that stores nothing and enters the outcome in the lane's books.</summary>
internal sealed class Getter(Target target)
{
    public Task GetAsync(Lane lane, string relative, string? chart, CancellationToken cancellationToken) =>
        SendAsync(lane, target.Request(HttpMethod.Get, relative, chart), cancellationToken);

    public static async Task SendAsync(Lane lane, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = request;
        var answer = await lane.SendAsync(sent, cancellationToken);
        var outcome = OutcomeOf(answer.Status);
        lane.Tally.Add(outcome, answer.Took);
        if (outcome != Outcome.Answered)
        {
            lane.Tally.AddReason(outcome, answer.Fault ?? answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public static Outcome OutcomeOf(int status) => status switch
    {
        0 => Outcome.NoAnswer,
        >= 200 and < 300 => Outcome.Answered,
        >= 500 => Outcome.ServerError,
        _ => Outcome.ClientError,
    };
}
