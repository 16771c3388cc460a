using Gateway.Access;
using Gateway.References;
using Gateway.Rest;
using Gateway.Review;
using Gateway.Writes;

namespace Month;

/// <summary>Those who decide on what is held. A few they leave, so that it comes to its alarm.</summary>
internal sealed class Reviewers(MonthGateway gateway, Patients patients, Tally tally, Random random)
{
    private const double Leaves = 0.1;

    private static readonly Caller Reviewer = new(
        "review", null, new ResourceKey("Practitioner", "nurse-5"), [new SmartScope(ScopeLevel.User, "*", ScopeRights.All)], true);

    private readonly Decisions decisions = gateway.Part<Decisions>();
    private readonly Writer writer = gateway.Part<Writer>();
    private readonly HashSet<string> left = new(StringComparer.Ordinal);

    public async Task DecideAsync(CancellationToken cancellationToken)
    {
        foreach (var held in patients.Held.Where(held => !left.Contains(held)).ToArray())
        {
            if (random.NextDouble() < Leaves)
            {
                left.Add(held);
                continue;
            }

            ReviewRequest request = random.NextDouble() < 0.5 ? new ReviewRequest.Release("others-only-mentioned") : new ReviewRequest.Reject("not-for-a-chart");
            var decider = new Decider(new Reader(Reviewer, [Reviewer.Person!.Value.ToString()]), Reviewer);
            var outcome = await writer.RunAsync(
                Origins.Next(), async _ => (await decisions.PlanAsync(held, request, decider, new Preconditions(), cancellationToken)).Plan, cancellationToken);
            if (outcome is WriteOutcome.Refused refused)
            {
                Tally.Count(tally.InVain, $"review, {refused.Status}");
                left.Add(held);
                continue;
            }

            patients.Held.Remove(held);
        }
    }
}
