using Gateway.Access;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Simulation;

/// <summary>Tries a policy on messages: the facts are read once, and both policies decide on them. Nothing is stored.</summary>
internal sealed class PolicyTrial(
    InboundMessageReader inbound, IntakeFactsReader factsReader, SimulatedMessages stored, PolicyInForce policies, TimeProvider clock)
{
    /// <summary>Beyond this the answer comes with what was decided by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // That its sender may write there was checked when it came in: a system vouches for it now.
    private static readonly Caller System = new(
        "simulation", null, null, [SmartScope.TryParse("system/Communication.c", out var scope) ? scope : throw new InvalidOperationException()], false);

    /// <param name="tried">The policy to try.</param>
    /// <param name="supplied">Messages that were sent along.</param>
    /// <param name="since">Stored messages from when on; null for none.</param>
    /// <param name="most">How many stored messages.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async Task<SimulationReport> RunAsync(
        OrganisationPolicy tried, IReadOnlyList<Communication> supplied, DateTimeOffset? since, int most, CancellationToken cancellationToken)
    {
        var current = await policies.CurrentAsync(cancellationToken);
        var results = new TrialResults(current.Organisation.Version, tried.Organisation.Version);
        var begun = clock.GetTimestamp();
        for (var i = 0; i < supplied.Count; i++)
        {
            await JudgeAsync($"supplied[{i}]", supplied[i], current, tried, results, cancellationToken);
        }

        if (since is { } from && most > 0)
        {
            var judged = 0;
            await foreach (var (id, content) in stored.SinceAsync(from, cancellationToken))
            {
                if (judged++ == most || clock.GetElapsedTime(begun) > Longest)
                {
                    results.Truncate();
                    break;
                }

                await JudgeAsync(id, AsSent(content, current), current, tried, results, cancellationToken);
            }
        }

        return results.Report();
    }

    // Without what the gateway added. The pool stands last; that its sender named it, too, cannot be told any more.
    private static Communication AsSent(Communication stored, OrganisationPolicy current)
    {
        stored.Status = stored.Status == EventStatus.OnHold ? EventStatus.InProgress : stored.Status;
        stored.StatusReason = null;
        if (stored.Recipient is [.., var last] && ResourceKey.TryParse(last.Reference, out var key) && current.HasPool(key))
        {
            stored.Recipient.RemoveAt(stored.Recipient.Count - 1);
        }

        return stored;
    }

    private async ValueTask JudgeAsync(
        string id, Communication content, OrganisationPolicy current, OrganisationPolicy tried, TrialResults results, CancellationToken cancellationToken)
    {
        if (inbound.Read(content, MessageId.New(clock), System, null) is not InboundMessageReader.Reading.Message { Inbound: var message })
        {
            results.NotJudged();
            return;
        }

        var facts = await factsReader.ReadAsync(message, cancellationToken);
        var before = facts with { Policy = current.For(message.Recipients) };
        var after = facts with { Policy = tried.For(message.Recipients) };
        results.Add(id, (IntakePolicy.Decide(before), before.Policy), (IntakePolicy.Decide(after), after.Policy));
    }
}
