using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Recipients;

/// <summary>Reads who cares for a patient and what everybody is called; the directory's cache keeps it for a short while.</summary>
internal sealed class RecipientsReader(EhrClient ehr, DirectoryCache cache, IOptions<EhrOptions> options)
{
    private const int AtOnce = 8;

    private readonly CareResources _resources = new(new EhrResources(options.Value.BaseAddress.ToString()));

    /// <summary>The facts on one chart; found, or unavailable.</summary>
    public async ValueTask<Lookup<RecipientFacts>> ReadAsync(PatientId chart, RoutingRules routing, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync("care", chart, ReadCareAsync, cancellationToken) is not Lookup<CareRelations>.Found care)
        {
            return new Lookup<RecipientFacts>.Unavailable();
        }

        var displays = care.Facts.All.ToLookup(relation => relation.Key, relation => relation.Display);
        var names = ImmutableDictionary.CreateBuilder<ResourceKey, RecipientName>();
        foreach (var keys in displays.Select(relation => relation.Key).Union(RecipientsPolicy.Pools(routing).Select(pool => pool.Key)).Chunk(AtOnce))
        {
            foreach (var (key, name) in keys.Zip(await Task.WhenAll(keys.Select(key => FindNameAsync(key, cancellationToken).AsTask()))))
            {
                switch (name)
                {
                    case Lookup<RecipientName>.Found found:
                        names[key] = found.Facts;
                        break;
                    case Lookup<RecipientName>.Withheld when displays[key].FirstOrDefault(display => display is not null) is { } display:
                        names[key] = new RecipientName(display, true);
                        break;
                    case Lookup<RecipientName>.Unavailable:
                        return new Lookup<RecipientFacts>.Unavailable();
                }
            }
        }

        return new Lookup<RecipientFacts>.Found(new RecipientFacts(care.Facts.All, names.ToImmutable()));
    }

    private async ValueTask<Lookup<CareRelations>> ReadCareAsync(PatientId chart, CancellationToken cancellationToken)
    {
        if (await ehr.ReadAsync(chart.Key.ToString(), cancellationToken) is not EhrAnswer.Found found
            || FhirJson.ReadLenient<Patient>(found.Content) is not { } patient
            || await ReadTeamsAsync(chart, cancellationToken) is not { } teams)
        {
            return new Lookup<CareRelations>.Unavailable();
        }

        return new Lookup<CareRelations>.Found(new CareRelations(_resources.RelationsOf(patient, teams)));
    }

    // An EHR that has no care teams, or shows none to the gateway, still has general practitioners, and the pools are ours.
    private async ValueTask<Bundle?> ReadTeamsAsync(PatientId chart, CancellationToken cancellationToken) =>
        await ehr.ReadAsync($"CareTeam?patient={chart}&status=active&_count=100", cancellationToken) switch
        {
            EhrAnswer.Found found => FhirJson.ReadLenient<Bundle>(found.Content),
            EhrAnswer.Unavailable => null,
            _ => new Bundle(),
        };

    private ValueTask<Lookup<RecipientName>> FindNameAsync(ResourceKey key, CancellationToken cancellationToken) =>
        cache.GetAsync("recipient", key, ReadNameAsync, cancellationToken);

    private async ValueTask<Lookup<RecipientName>> ReadNameAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        switch (await ehr.ReadAsync(key.ToString(), cancellationToken))
        {
            case EhrAnswer.Found found:
                return FhirJson.ReadLenient<Resource>(found.Content) switch
                {
                    PractitionerRole role => await NameOfRoleAsync(role, cancellationToken),
                    { } resource when CareResources.NameOf(resource) is { } name => new Lookup<RecipientName>.Found(name),
                    _ => new Lookup<RecipientName>.Withheld(),
                };
            case EhrAnswer.NotFound or EhrAnswer.Gone:
                return new Lookup<RecipientName>.NotFound();
            case EhrAnswer.Refused:
                return new Lookup<RecipientName>.Withheld();
            default:
                return new Lookup<RecipientName>.Unavailable();
        }
    }

    // A role is called after who holds it, and is no longer there when that person is not.
    private async ValueTask<Lookup<RecipientName>> NameOfRoleAsync(PractitionerRole role, CancellationToken cancellationToken)
    {
        var own = CareResources.NameOf(role);
        if (!own.Active || _resources.HolderOf(role) is not { } holder)
        {
            return new Lookup<RecipientName>.Found(own);
        }

        return await FindNameAsync(holder, cancellationToken) switch
        {
            Lookup<RecipientName>.Found found => new Lookup<RecipientName>.Found(found.Facts with { Display = found.Facts.Display ?? own.Display }),
            Lookup<RecipientName>.Unavailable => new Lookup<RecipientName>.Unavailable(),
            _ => new Lookup<RecipientName>.Found(own),
        };
    }
}
