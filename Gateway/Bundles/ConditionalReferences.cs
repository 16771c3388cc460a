using Gateway.Access;
using Gateway.Charts;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>References that say what to look for, such as <c>Patient?identifier=system|value</c>: each must find exactly one.</summary>
internal sealed class ConditionalReferences(ChartDirectory directory, Conditions conditions)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <summary>Puts what they find in their place; what stands against it, if something does.</summary>
    public async ValueTask<WriteOutcome.Refused?> ResolveAsync(Resource resource, Reader reader, CancellationToken cancellationToken)
    {
        foreach (var (_, expression, reference) in ElementTree.ReferencesIn(resource).ToArray())
        {
            if (reference.Reference?.Split('?', 2) is not [{ Length: > 0 } type, var criteria] || !type.All(char.IsAsciiLetter))
            {
                continue;
            }

            var (found, objection) = type == "Patient"
                ? await FindPatientAsync(criteria, reader, cancellationToken)
                : await FindStoredAsync(type, criteria, reader, cancellationToken);
            if (objection is not null)
            {
                return objection with { Issues = [.. objection.Issues.Select(issue => issue with { Expression = expression })] };
            }

            reference.Reference = found.ToString();
        }

        return null;
    }

    private async ValueTask<(ResourceKey? Found, WriteOutcome.Refused? Objection)> FindPatientAsync(
        string criteria, Reader reader, CancellationToken cancellationToken)
    {
        if (QueryText.Parse(criteria) is not [{ Key: "identifier", Value: var token }] || token.Split('|', 2) is not [{ Length: > 0 } system, { Length: > 0 } value])
        {
            return (null, NotSupported("A patient is found by one identifier with its system: Patient?identifier=system|value."));
        }

        return await directory.FindByIdentifierAsync(new BusinessIdentifier(system, value), cancellationToken) switch
        {
            // Record numbers cannot be tried out: a patient whose chart is not the caller's is not found.
            Lookup<ChartFacts>.Found found when reader.Reaches(found.Facts.Id.Value) => (found.Facts.Id.Key, null),
            Lookup<ChartFacts>.Unavailable => (null, Away()),
            _ => (null, NothingFound()),
        };
    }

    private async ValueTask<(ResourceKey? Found, WriteOutcome.Refused? Objection)> FindStoredAsync(
        string type, string criteria, Reader reader, CancellationToken cancellationToken)
    {
        if (ServedTypes.Find(type) is not { } served)
        {
            return (null, NotSupported("A conditional reference may name a Patient, or a type that is served here."));
        }

        return await conditions.MatchAsync(served, criteria, reader, cancellationToken) switch
        {
            Conditions.Match.One one => (new ResourceKey(one.Resource.ResourceType, one.Resource.ResourceId), null),
            Conditions.Match.Refused refused => (null, refused.Outcome),
            _ => (null, NothingFound()),
        };
    }

    private static WriteOutcome.Refused NotSupported(string sentence) =>
        WriteOutcome.Refused.Because(StatusCodes.Status400BadRequest, new Issue(OperationOutcome.IssueType.NotSupported, sentence));

    private static WriteOutcome.Refused NothingFound() => WriteOutcome.Refused.Because(
        StatusCodes.Status412PreconditionFailed,
        new Issue(OperationOutcome.IssueType.NotFound, "This conditional reference must find exactly one resource, and finds none or several."));

    private static WriteOutcome.Refused Away() => WriteOutcome.Refused.Because(
        StatusCodes.Status503ServiceUnavailable,
        new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so whom this refers to cannot be found. Try again shortly.")) with
    {
        RetryAfter = TryAgainIn,
    };
}
