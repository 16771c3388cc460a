using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Inbox.States;
using Gateway.Policies.Versions;
using Gateway.Recipients;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Reads what comes along with an inbox when it is asked for: how each message begins, and what the pools are called and have to do.</summary>
internal sealed class InboxCompany(PolicyInForce policies, ScopeJudge scopes)
{
    /// <summary>The messages that the Tasks are about, in their order; what the caller may not open is left out.</summary>
    public async Task<ImmutableArray<(StoredResource Row, Communication Beginning)>> MessagesOfAsync(
        GatewayDb db, ImmutableArray<InboxRow> items, Caller caller, CancellationToken cancellationToken)
    {
        var charts = items
            .Select(item => (((FhirTask)FhirJson.ReadStored(item.Row.Content)).Focus?.Reference, item.Row.Chart))
            .Where(focus => ResourceKey.TryParse(focus.Reference, out var key) && key.Type == "Communication")
            .Select(focus => (Id: focus.Reference!.Split('/')[1], focus.Chart))
            .DistinctBy(focus => focus.Id)
            .ToList();
        string[] ids = [.. charts.Select(focus => focus.Id)];
        var rows = (await InboxQueries.Messages(db, ids).ToListAsync(cancellationToken)).ToDictionary(row => row.ResourceId);
        var messages = ImmutableArray.CreateBuilder<(StoredResource, Communication)>();
        foreach (var (id, chart) in charts)
        {
            if (rows.TryGetValue(id, out var row) && row.Chart == chart
                && (Communication)FhirJson.ReadStored(row.Content) is var message
                && scopes.Before(caller, message).Allows(row.ResourceType, ScopeRights.Read))
            {
                messages.Add((row, MessageBeginning.Of(message)));
            }
        }

        return messages.DrainToImmutable();
    }

    /// <summary>All pools of the policy by name, with the errands they are for.</summary>
    /// <param name="open">How much is open in each that the caller may look into.</param>
    /// <param name="language">In which language they are named.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImmutableArray<DomainResource>> PoolsAsync(IReadOnlyDictionary<ResourceKey, int> open, string language, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        var pools = ImmutableArray.CreateBuilder<DomainResource>();
        foreach (var pool in policy.Pools)
        {
            if (Named(pool, StateTexts.NameOf(pool, policy.Organisation.Routing, language)) is not { } resource)
            {
                continue;
            }

            resource.Id = pool.Id;
            resource.Meta = new Meta { Tag = [new Coding(Subset.TagSystem, Subset.TagCode)] };
            foreach (var (_, purpose) in RecipientsPolicy.Pools(policy.Organisation.Routing).Where(errand => errand.Key == pool).Distinct())
            {
                resource.AddExtension(
                    Canonicals.RecipientPurpose,
                    new CodeableConcept { Coding = [new Coding(Canonicals.RecipientPurposes, Purposes.CodeOf(purpose), Purposes.DisplayOf(purpose))] });
            }

            if (open.TryGetValue(pool, out var waiting))
            {
                resource.AddExtension(Canonicals.OpenWork, new UnsignedInt(waiting));
            }

            pools.Add(resource);
        }

        return pools.DrainToImmutable();
    }

    // The kinds of pools that a policy takes.
    private static DomainResource? Named(ResourceKey key, string name) => key.Type switch
    {
        "CareTeam" => new CareTeam { Status = CareTeam.CareTeamStatus.Active, Name = name },
        "HealthcareService" => new HealthcareService { Name = name },
        "Organization" => new Organization { Name = name },
        "Practitioner" => new Practitioner { Name = [new HumanName { Text = name }] },
        "PractitionerRole" => new PractitionerRole { Practitioner = new ResourceReference { Display = name } },
        _ => null,
    };
}
