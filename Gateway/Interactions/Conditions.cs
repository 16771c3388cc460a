using Gateway.Access;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Finds what a condition names, and makes sure that of many who create under one condition a single one does.</summary>
internal sealed class Conditions(SearchReader search, SearchIndex index, IDbContextFactory<GatewayDb> databases, TimeProvider clock)
{
    /// <summary>What the caller can find by the criteria.</summary>
    public async ValueTask<Match> MatchAsync(ServedType type, string criteria, Reader reader, CancellationToken cancellationToken)
    {
        if (!reader.Caller.Allows(type.Name, ScopeRights.Search))
        {
            return new Match.Refused(WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden));
        }

        var (condition, issues) = SearchCondition.Read(type.Name, criteria, new SearchContext(index.KnownBases, clock.GetUtcNow()) { Limits = index.Limits });
        if (condition is null)
        {
            return new Match.Refused(new WriteOutcome.Refused(StatusCodes.Status400BadRequest, issues));
        }

        // The claim first: whoever claims between this and the search has moved it, and is found out when it is written.
        var claim = await ClaimOfAsync(condition, cancellationToken);
        var found = await search.MatchAsync(
            type.Name, criteria, other => ReadPolicy.RightsOf(reader, other, ScopeRights.Search), cancellationToken);
        return found switch
        {
            SearchMatch.Refused refused => new Match.Refused(new WriteOutcome.Refused(StatusCodes.Status400BadRequest, refused.Issues)),
            SearchMatch.Found { Rows: [] } => new Match.None(condition.Hash, claim),
            SearchMatch.Found { Rows: [var one] } => new Match.One(one),
            _ => new Match.Refused(WriteOutcome.Refused.Because(
                StatusCodes.Status412PreconditionFailed,
                new Issue(OperationOutcome.IssueType.MultipleMatches, "More than one resource matches the condition; nothing was changed. Make it more precise."))),
        };
    }

    /// <summary>
    /// Adds to a create that its condition now has a resource. Whoever else creates under it at the same time finds the row taken.
    /// A claim that stands for what does not match any more is taken over.
    /// </summary>
    public static WritePlan Claim(WritePlan plan, Match.None condition)
    {
        if (plan is not { Outcome: WriteOutcome.Created created, Stage: { } stage })
        {
            return plan;
        }

        var resource = created.Version.Key.ToString();
        return plan with
        {
            Stage = changes =>
            {
                stage(changes);
                if (condition.Claim is not { } claim)
                {
                    changes.Add(new ConditionClaim { Condition = condition.Condition, Resource = resource });
                }
                else
                {
                    changes.Change(claim, taken => taken.Resource = resource);
                }
            },
        };
    }

    private async Task<ConditionClaim?> ClaimOfAsync(SearchCondition condition, CancellationToken cancellationToken)
    {
        var digest = condition.Hash;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Conditions.AsNoTracking().FirstOrDefaultAsync(claim => claim.Condition == digest, cancellationToken);
    }

    /// <summary>What a condition came to.</summary>
    internal abstract record Match
    {
        private Match()
        {
        }

        /// <summary>Nothing.</summary>
        /// <param name="Condition">The condition in canonical form, as a digest.</param>
        /// <param name="Claim">Who claimed it before, as it was when nothing was found.</param>
        public sealed record None(string Condition, ConditionClaim? Claim) : Match;

        public sealed record One(StoredResource Resource) : Match;

        /// <summary>The condition cannot be used: not understood, not allowed, or not precise.</summary>
        public sealed record Refused(WriteOutcome.Refused Outcome) : Match;
    }
}
