using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles;
using Gateway.Charts;
using Gateway.Engagement;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Gateway.Subjects;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>Reads which agreements are recorded for a chart: on messaging, on being billed. Never kept: a withdrawal counts at once, on every replica.</summary>
internal sealed class AgreementReader(IDbContextFactory<GatewayDb> databases)
{
    private static readonly int Patient = ParameterNumber.Of("Consent", "patient");

    /// <summary>How the sender stands to the agreement. Patients and proxies sign; the care team does not.</summary>
    public async ValueTask<AgreementStanding> StandingAsync(StructuralFacts structure, string kind, AgreementRules? rules, CancellationToken cancellationToken) =>
        rules is not null
        && structure is { Chart: Lookup<ChartFacts>.Found { Facts: var chart }, Sender: Lookup<PersonFacts>.Found { Facts: var sender } }
            ? AgreementPolicy.StandingOf(await SignedAsync(chart.Id, kind, cancellationToken), sender.Identities, rules, structure.Today)
            : AgreementStanding.NotAsked;

    /// <param name="chart">The chart.</param>
    /// <param name="kind">One of <see cref="AgreementKinds"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ImmutableArray<SignedAgreement>> SignedAsync(PatientId chart, string kind, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return [.. (await Consents(db, chart).ToListAsync(cancellationToken)).Select(row => FhirJson.ReadStored(row.Content)).OfType<Consent>().Where(consent => IsOf(kind, consent)).Select(Signed)];
    }

    private static IQueryable<StoredResource> Consents(GatewayDb db, PatientId chart)
    {
        var target = chart.Key.ToString();
        return db.References.AsNoTracking()
            .Where(entry => entry.Parameter == Patient && entry.Target == target)
            .Join(db.Resources.AsNoTracking(), entry => entry.Resource, resource => resource.Sequence, (_, resource) => resource)
            .Where(resource => resource.ResourceType == "Consent" && !resource.IsDeleted);
    }

    private static bool IsOf(string kind, Consent consent) =>
        consent.Category.Any(category => category.Coding.Any(coding => coding.System == Canonicals.ConsentCategory && coding.Code == kind));

    private static SignedAgreement Signed(Consent consent) => new(
        consent.Policy.Select(policy => policy.GetStringExtension(Canonicals.AgreementVersion)).FirstOrDefault(version => version is not null) ?? string.Empty,
        consent.Status ?? Consent.ConsentState.Draft,
        [.. consent.Performer.SelectMany(signer => ResourceKey.TryParse(signer.Reference, out var key) ? [key] : Array.Empty<ResourceKey>())],
        DateTimeOffset.TryParse(consent.DateTime, CultureInfo.InvariantCulture, out var decided) ? decided : DateTimeOffset.MinValue);
}
