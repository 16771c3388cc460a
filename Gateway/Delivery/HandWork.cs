using Fhir.Profiles;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Delivery;

/// <summary>The Task for what the EHR does not take back: somebody there marks it as entered in error by hand.</summary>
internal sealed class HandWork(SequenceBlocks sequences, SearchIndex index, PolicyInForce policies, TimeProvider clock)
{
    public async ValueTask<NewResource> TaskForAsync(Claim claim, CancellationToken cancellationToken)
    {
        var now = Stamp.Now(clock);
        var id = MessageId.New(clock).Value;
        var chart = claim.Chart.Chart;
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = RequestPriority.Urgent,
            Code = new CodeableConcept(Canonicals.TaskCode, "retract-by-hand"),
            BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "unassigned"),
            Description = claim.Retraction?.EhrId is { } ehrId
                ? $"Mark Communication/{ehrId} as entered in error in the EHR: it was filed in this chart by mistake, and the EHR did not take it back."
                : "Mark this message as entered in error in the EHR, if it is there: it was filed in this chart by mistake, and the EHR did not take it back.",
            Focus = new ResourceReference(new MessageId(claim.MessageId).Key.ToString()),
            For = new ResourceReference(chart.Key.ToString()),
            Owner = new ResourceReference((await policies.CurrentAsync(cancellationToken)).Organisation.Routing.Review.ToString()),
            AuthoredOnElement = new FhirDateTime(now),
        };
        Stamp.Put(task, id, 1, now);
        return NewResource.OfOurs(task, await sequences.NextAsync(cancellationToken), index, now, chart.Value);
    }
}
