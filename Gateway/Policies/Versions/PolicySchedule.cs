using System.Collections.Immutable;

namespace Gateway.Policies.Versions;

/// <summary>The activated versions as they were read together: a snapshot that is whole and never changes.</summary>
/// <param name="Revision">What the pointer said when they were read.</param>
/// <param name="Versions">Each with its time.</param>
internal sealed record PolicySchedule(int Revision, ImmutableArray<ScheduledPolicy> Versions)
{
    /// <summary>A single policy, in force for ever.</summary>
    public static PolicySchedule Of(OrganisationPolicy policy) =>
        new(0, [new ScheduledPolicy(new PolicyTerm(1, DateTimeOffset.MinValue, null, true), policy)]);

    /// <summary>What is in force at an instant. There is always one: nothing is activated for a time only unless something is below it.</summary>
    public ScheduledPolicy? At(DateTimeOffset now)
    {
        if (Versions is [var only] && only.Term.HasBegun(now) && !only.Term.HasEnded(now))
        {
            return only;
        }

        return TermsPolicy.InForce(Versions.Select(version => version.Term), now) is { } term
            ? Versions.First(version => version.Term.Number == term.Number)
            : null;
    }
}

/// <summary>A version and when it is in force.</summary>
internal sealed record ScheduledPolicy(PolicyTerm Term, OrganisationPolicy Policy);
