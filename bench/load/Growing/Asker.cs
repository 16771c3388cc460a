using System.Globalization;
using Load.Driving;
using Load.Reading;

namespace Load.Growing;

/// <summary>Sends one request, and enters in the lane's books how long it took and whether the answer was right.</summary>
internal sealed class Asker(GrowthStore store)
{
    public async Task SendAsync(Lane lane, Ask ask, CancellationToken cancellationToken)
    {
        using var request = (ask.Chart is null ? store.System : store.Patients).Request(HttpMethod.Get, ask.Relative, ask.Chart);
        var answer = await lane.SendAsync(request, cancellationToken);
        var outcome = Getter.OutcomeOf(answer.Status);
        var fault = outcome == Outcome.Answered ? ask.FaultIn(answer.Body) : answer.Fault ?? answer.Status.ToString(CultureInfo.InvariantCulture);
        // A wrong answer is the server's error, whatever its status says.
        outcome = fault is not null && outcome == Outcome.Answered ? Outcome.ServerError : outcome;
        lane.Tally.Add(outcome, answer.Took);
        if (fault is not null)
        {
            lane.Tally.AddReason(outcome, fault);
        }
    }
}
