using Gateway.Charts;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Interactions;

/// <summary>Finds the chart that a resource belongs to, by the one element that says so, and follows its merges.</summary>
internal sealed class ChartFinder(ChartDirectory directory, KnownServers servers)
{
    /// <summary>The chart; where the resource names one that was merged away, the resource is changed to name the survivor.</summary>
    public async ValueTask<Finding> FindAsync(ServedType type, Resource resource, CancellationToken cancellationToken)
    {
        if (type.ChartElement is not { } element || ReferenceOf(resource) is not { } reference)
        {
            return new Finding.Nobody();
        }

        var expression = $"{type.Name}.{element}";
        var lookup = ReferenceTarget.Of(reference, servers.Bases) switch
        {
            ReferenceTarget.Literal { Key.Type: "Patient" } patient => await directory.FindChartAsync(new PatientId(patient.Key.Id), cancellationToken),
            ReferenceTarget.Logical { Type: null or "Patient" } logical =>
                await directory.FindByIdentifierAsync(new BusinessIdentifier(logical.System, logical.Value), cancellationToken),
            ReferenceTarget.Literal when type.Name == "Task" => null,
            _ => new Lookup<ChartFacts>.NotFound(),
        };
        switch (lookup)
        {
            case null:
                return new Finding.Nobody();
            case Lookup<ChartFacts>.Found found:
                reference.Reference = found.Facts.Id.Key.ToString();
                return new Finding.Chart(found.Facts.Id);
            case Lookup<ChartFacts>.Unavailable:
                return new Finding.Unavailable();
            default:
                return new Finding.Unknown(new Issue(
                    OperationOutcome.IssueType.NotFound, "This must name one Patient of the EHR, as Patient/id or by a business identifier.", expression));
        }
    }

    private static ResourceReference? ReferenceOf(Resource resource) => resource switch
    {
        Communication message => message.Subject,
        CommunicationRequest request => request.Subject,
        Consent consent => consent.Patient,
        QuestionnaireResponse response => response.Subject,
        FhirTask task => task.For,
        _ => null,
    };

    /// <summary>What was found.</summary>
    internal abstract record Finding
    {
        private Finding()
        {
        }

        public sealed record Chart(PatientId Id) : Finding;

        /// <summary>It is about no patient.</summary>
        public sealed record Nobody : Finding;

        /// <summary>It names a patient whom the EHR does not know.</summary>
        public sealed record Unknown(Issue Issue) : Finding;

        /// <summary>The EHR cannot say now.</summary>
        public sealed record Unavailable : Finding;
    }
}
