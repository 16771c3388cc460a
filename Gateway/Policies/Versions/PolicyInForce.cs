namespace Gateway.Policies.Versions;

/// <summary>The policy that is decided by now. One reference, swapped whole: nobody sees half of a policy.</summary>
internal sealed class PolicyInForce
{
    private readonly TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IHttpContextAccessor requests;
    private readonly TimeProvider clock;
    private PolicySchedule? schedule;

    public PolicyInForce(PolicySeed seed, IHttpContextAccessor requests, TimeProvider clock)
    {
        (this.requests, this.clock) = (requests, clock);
        if (seed.IsOnly)
        {
            Show(PolicySchedule.Of(seed.Policy));
        }
    }

    /// <summary>What was last read; null before the first time.</summary>
    public PolicySchedule? Schedule => Volatile.Read(ref schedule);

    /// <summary>
    /// The policy in force, the same for the whole of a request. At the start it waits until the store has been read, as all that needs the
    /// store does.
    /// </summary>
    /// <exception cref="IOException">There is none that this program understands: nothing is decided (503).</exception>
    public ValueTask<OrganisationPolicy> CurrentAsync(CancellationToken cancellationToken) =>
        Schedule is { } known ? ValueTask.FromResult(Pinned(known)) : WaitAsync(cancellationToken);

    /// <summary>From now on this is decided by.</summary>
    public void Show(PolicySchedule read)
    {
        Volatile.Write(ref schedule, read);
        shown.TrySetResult();
    }

    private async ValueTask<OrganisationPolicy> WaitAsync(CancellationToken cancellationToken)
    {
        await shown.Task.WaitAsync(cancellationToken);
        return Pinned(Schedule!);
    }

    private OrganisationPolicy Pinned(PolicySchedule known)
    {
        var current = known.At(clock.GetUtcNow())?.Policy ?? throw new IOException("No policy is in force.");
        return requests.HttpContext?.Features.Get<PinnedPolicy>()?.Or(current) ?? current;
    }
}
