using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Policies.Versions;
using Gateway.References;

namespace Gateway.Inbox;

/// <summary>Says who belongs to a pool: those that the policy names, and those that the EHR has in the pool or in a team that the policy names.</summary>
internal sealed class PoolMembers(Rosters rosters, PolicyInForce policies, TimeProvider clock)
{
    /// <summary>Whether the person belongs to the pool; null while the EHR cannot say.</summary>
    public async ValueTask<bool?> HasAsync(ResourceKey pool, ResourceKey person, CancellationToken cancellationToken)
    {
        var routing = (await policies.CurrentAsync(cancellationToken)).Organisation.Routing;
        var named = routing.Pools.GetValueOrDefault(pool)?.Members ?? [];
        if (named.Contains(person))
        {
            return true;
        }

        var (members, isAway) = (new HashSet<ResourceKey>(named), false);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var team in named.Append(pool).Where(key => key.Type == "CareTeam"))
        {
            var roster = await rosters.FindAsync(team, cancellationToken);
            isAway |= roster is Lookup<Roster>.Unavailable;
            members.UnionWith((roster as Lookup<Roster>.Found)?.Facts.MembersOn(today) ?? []);
        }

        if (members.Contains(person))
        {
            return true;
        }

        if (person.Type == "PractitionerRole" || members.Any(member => member.Type == "PractitionerRole"))
        {
            var names = await rosters.NamesOfAsync(person, cancellationToken);
            isAway |= names is Lookup<ClinicianNames>.Unavailable;
            if (names is Lookup<ClinicianNames>.Found found && members.Overlaps(found.Facts.Keys))
            {
                return true;
            }
        }

        return isAway ? null : false;
    }

    /// <summary>The ids under which work can be given to a person; null while the EHR cannot say.</summary>
    public async ValueTask<ImmutableArray<ResourceKey>?> NamesOfAsync(ResourceKey person, CancellationToken cancellationToken) =>
        await rosters.NamesOfAsync(person, cancellationToken) switch
        {
            Lookup<ClinicianNames>.Found { Facts: var names } => [.. names.Keys.Append(person).Distinct()],
            Lookup<ClinicianNames>.Unavailable => null,
            _ => [person],
        };
}
