namespace Gateway.Policies.Versions;

/// <summary>Decides which of the activated versions is in force. Pure.</summary>
internal static class TermsPolicy
{
    /// <summary>The one that began last of those that have begun and not ended; of two that began together the later version. Null if there is none.</summary>
    public static PolicyTerm? InForce(IEnumerable<PolicyTerm> terms, DateTimeOffset now)
    {
        PolicyTerm? last = null;
        foreach (var term in terms)
        {
            if (term.HasBegun(now) && !term.HasEnded(now) && (last is not { } other || Outranks(term, other)))
            {
                last = term;
            }
        }

        return last;
    }

    /// <summary>Those that are not in force and never will be, as far as can be told: what began later never ends, or their own time is over.</summary>
    public static IEnumerable<PolicyTerm> Over(IReadOnlyCollection<PolicyTerm> terms, DateTimeOffset now) => terms.Where(term =>
        term.HasEnded(now) || terms.Any(other => other.Until is null && other.HasBegun(now) && Outranks(other, term)));

    private static bool Outranks(PolicyTerm one, PolicyTerm other) => (one.From, one.Number).CompareTo((other.From, other.Number)) > 0;
}
