namespace Gateway.Policies.Versions;

/// <summary>The policy of one request: whatever is activated meanwhile, its entries are all decided by the same one.</summary>
internal sealed class PinnedPolicy
{
    private OrganisationPolicy? pinned;

    public OrganisationPolicy Or(OrganisationPolicy current) => Interlocked.CompareExchange(ref pinned, current, null) ?? current;
}
