using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>What the EHR knows of charts and people, read through its FHIR API and kept for a short while.</summary>
internal sealed class ChartDirectory(EhrClient ehr, DirectoryCache cache, IOptions<EhrOptions> options)
{
    private const int LongestMergeChain = 5;

    private readonly EhrResources resources = new($"{options.Value.FhirBase!.ToString().TrimEnd('/')}/");

    /// <summary>The chart of a patient; of a merged patient, the chart that survived (Patient.link, replaced-by).</summary>
    public ValueTask<Lookup<ChartFacts>> FindChartAsync(PatientId patient, CancellationToken cancellationToken) =>
        cache.GetAsync("chart", patient, ReadChartAsync, cancellationToken);

    /// <summary>The person behind a Patient or RelatedPerson who writes.</summary>
    public ValueTask<Lookup<PersonFacts>> FindPersonAsync(ResourceKey person, CancellationToken cancellationToken) =>
        cache.GetAsync("person", person, ReadPersonAsync, cancellationToken);

    /// <summary>Whose chart a resource of the EHR belongs to.</summary>
    public ValueTask<Lookup<ReferenceOwner>> FindOwnerAsync(ResourceKey resource, CancellationToken cancellationToken) =>
        cache.GetAsync("owner", resource, ReadOwnerAsync, cancellationToken);

    /// <summary>The one patient with an identifier; none if nobody, or more than one, has it.</summary>
    public ValueTask<Lookup<ChartFacts>> FindByIdentifierAsync(BusinessIdentifier identifier, CancellationToken cancellationToken) =>
        cache.GetAsync("identifier", identifier, ReadByIdentifierAsync, cancellationToken);

    private async ValueTask<Lookup<ChartFacts>> ReadChartAsync(PatientId asked, CancellationToken cancellationToken)
    {
        var id = asked;
        for (var hop = 0; hop < LongestMergeChain; hop++)
        {
            var answer = await ehr.ReadAsync(id.Key.ToString(), cancellationToken);
            if (answer is not EhrAnswer.Found found)
            {
                return NotFoundAs<ChartFacts>(answer);
            }

            if (FhirJson.ReadLenient<Patient>(found.Content) is not { } patient)
            {
                return new Lookup<ChartFacts>.Unavailable();
            }

            if (resources.ReplacedBy(patient) is not { } survivor)
            {
                return await WithProxiesAsync(id, patient, cancellationToken);
            }

            id = survivor;
        }

        return new Lookup<ChartFacts>.Withheld();
    }

    private async ValueTask<Lookup<ChartFacts>> WithProxiesAsync(PatientId id, Patient patient, CancellationToken cancellationToken)
    {
        var answer = await ehr.ReadAsync($"RelatedPerson?patient={id}&_count=200", cancellationToken);
        return answer is EhrAnswer.Found found && FhirJson.ReadLenient<Bundle>(found.Content) is { } bundle
            ? new Lookup<ChartFacts>.Found(EhrResources.ChartOf(id, patient, bundle) with { Replaces = resources.MergedInto(patient) })
            : new Lookup<ChartFacts>.Unavailable();
    }

    private async ValueTask<Lookup<PersonFacts>> ReadPersonAsync(ResourceKey key, CancellationToken cancellationToken) => key.Type switch
    {
        "Patient" => await ReadPatientAsPersonAsync(new PatientId(key.Id), cancellationToken),
        "RelatedPerson" => await ReadRelatedPersonAsync(key, cancellationToken),
        "Person" => await ReadLinkedPersonAsync(key, cancellationToken),
        _ => new Lookup<PersonFacts>.Found(new PersonFacts([key], null, [])),
    };

    private async ValueTask<Lookup<PersonFacts>> ReadPatientAsPersonAsync(PatientId id, CancellationToken cancellationToken)
    {
        var answer = await ehr.ReadAsync(id.Key.ToString(), cancellationToken);
        if (answer is not EhrAnswer.Found found || FhirJson.ReadLenient<Patient>(found.Content) is not { } patient)
        {
            return NotFoundAs<PersonFacts>(answer);
        }

        return resources.ReplacedBy(patient) is { } survivor
            ? await FindPersonAsync(survivor.Key, cancellationToken)
            : await PersonOfAsync(id, resources.RelatedPersonsOf(patient), cancellationToken);
    }

    // A related person who is a patient here herself is the same person under both ids, and under those of her other grants.
    private async ValueTask<Lookup<PersonFacts>> ReadRelatedPersonAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var answer = await ehr.ReadAsync($"Patient?link={key}", cancellationToken);
        if (answer is EhrAnswer.Found found && EhrResources.OnlyPatientOf(FhirJson.ReadLenient<Bundle>(found.Content)) is { } own)
        {
            return await FindPersonAsync(own.Key, cancellationToken);
        }

        return answer is EhrAnswer.Unavailable ? new Lookup<PersonFacts>.Unavailable() : await PersonOfAsync(null, [key], cancellationToken);
    }

    // Her own chart, if she is a patient, and what she is a related person of. What she is as a clinician is another sign-in.
    private async ValueTask<Lookup<PersonFacts>> ReadLinkedPersonAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var answer = await ehr.ReadAsync(key.ToString(), cancellationToken);
        if (answer is not EhrAnswer.Found found || FhirJson.ReadLenient<Person>(found.Content) is not { } person)
        {
            return NotFoundAs<PersonFacts>(answer);
        }

        var records = resources.RecordsOf(person);
        var patients = ImmutableArray.CreateBuilder<PatientId>();
        foreach (var record in records.Where(record => record.Type == "Patient"))
        {
            switch (await FindChartAsync(new PatientId(record.Id), cancellationToken))
            {
                case Lookup<ChartFacts>.Found chart when !patients.Contains(chart.Facts.Id):
                    patients.Add(chart.Facts.Id);
                    break;
                case Lookup<ChartFacts>.Unavailable:
                    return new Lookup<PersonFacts>.Unavailable();
            }
        }

        // One human has one chart. Where the EHR says two, which of them is hers cannot be told.
        if (patients.Count > 1)
        {
            return new Lookup<PersonFacts>.Withheld();
        }

        var own = patients is [var only] ? await FindPersonAsync(only.Key, cancellationToken) : null;
        if (own is Lookup<PersonFacts>.Unavailable)
        {
            return own;
        }

        var others = (own as Lookup<PersonFacts>.Found)?.Facts.Identities.Where(identity => identity.Type == "RelatedPerson") ?? [];
        var facts = await PersonOfAsync(
            patients is [var chartId] ? chartId : null, [.. records.Where(record => record.Type == "RelatedPerson").Union(others)], cancellationToken);
        return facts is Lookup<PersonFacts>.Found known
            ? new Lookup<PersonFacts>.Found(known.Facts with { Identities = [.. known.Facts.Identities, key] })
            : facts;
    }

    private async ValueTask<Lookup<PersonFacts>> PersonOfAsync(
        PatientId? ownChart, ImmutableArray<ResourceKey> relatedPersons, CancellationToken cancellationToken)
    {
        var charts = ImmutableArray.CreateBuilder<ProxiedChart>();
        foreach (var relatedPerson in relatedPersons)
        {
            switch (await ProxiedChartOfAsync(relatedPerson, cancellationToken))
            {
                case Lookup<ProxiedChart>.Found found:
                    charts.Add(found.Facts);
                    break;
                case Lookup<ProxiedChart>.Unavailable:
                    return new Lookup<PersonFacts>.Unavailable();
            }
        }

        ImmutableArray<ResourceKey> identities = ownChart is { } own ? [own.Key, .. relatedPersons] : relatedPersons;
        return new Lookup<PersonFacts>.Found(new PersonFacts(identities, ownChart, charts.DrainToImmutable()));
    }

    private async ValueTask<Lookup<ProxiedChart>> ProxiedChartOfAsync(ResourceKey relatedPerson, CancellationToken cancellationToken)
    {
        var owner = await FindOwnerAsync(relatedPerson, cancellationToken);
        if (owner is not Lookup<ReferenceOwner>.Found { Facts.Charts: [var chartId] })
        {
            return owner is Lookup<ReferenceOwner>.Unavailable ? new Lookup<ProxiedChart>.Unavailable() : new Lookup<ProxiedChart>.NotFound();
        }

        return await FindChartAsync(chartId, cancellationToken) switch
        {
            Lookup<ChartFacts>.Found found when found.Facts.Proxies.FirstOrDefault(p => p.RelatedPerson == relatedPerson) is { } grant =>
                new Lookup<ProxiedChart>.Found(new ProxiedChart(found.Facts, grant)),
            Lookup<ChartFacts>.Unavailable => new Lookup<ProxiedChart>.Unavailable(),
            _ => new Lookup<ProxiedChart>.NotFound(),
        };
    }

    private async ValueTask<Lookup<ReferenceOwner>> ReadOwnerAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var answer = await ehr.ReadAsync(key.ToString(), cancellationToken);
        if (answer is not EhrAnswer.Found found)
        {
            return NotFoundAs<ReferenceOwner>(answer);
        }

        if (OwnerReader.PatientsOf(found.Content, resources) is not { } patients)
        {
            return new Lookup<ReferenceOwner>.Withheld();
        }

        var charts = ImmutableArray.CreateBuilder<PatientId>();
        foreach (var patient in patients)
        {
            // Follow merges: an old encounter still names the chart that was merged away.
            var chart = await FindChartAsync(patient, cancellationToken);
            if (chart is Lookup<ChartFacts>.Unavailable)
            {
                return new Lookup<ReferenceOwner>.Unavailable();
            }

            charts.Add(chart is Lookup<ChartFacts>.Found survivor ? survivor.Facts.Id : patient);
        }

        return new Lookup<ReferenceOwner>.Found(new ReferenceOwner(charts.DrainToImmutable()));
    }

    private async ValueTask<Lookup<ChartFacts>> ReadByIdentifierAsync(BusinessIdentifier identifier, CancellationToken cancellationToken)
    {
        var token = $"{SearchText.Escape(identifier.System)}|{SearchText.Escape(identifier.Value)}";
        var answer = await ehr.SearchAsync("Patient", [KeyValuePair.Create("identifier", token)], cancellationToken);
        if (answer is not EhrAnswer.Found found)
        {
            return NotFoundAs<ChartFacts>(answer);
        }

        return EhrResources.OnlyPatientOf(FhirJson.ReadLenient<Bundle>(found.Content)) is { } patient
            ? await FindChartAsync(patient, cancellationToken)
            : new Lookup<ChartFacts>.NotFound();
    }

    private static Lookup<T> NotFoundAs<T>(EhrAnswer answer)
        where T : class => answer switch
        {
            EhrAnswer.NotFound or EhrAnswer.Gone => new Lookup<T>.NotFound(),
            EhrAnswer.Refused => new Lookup<T>.Withheld(),
            _ => new Lookup<T>.Unavailable(),
        };
}
