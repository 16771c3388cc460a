using System.Security.Claims;
using Gateway.Access;
using Gateway.Charts;

namespace Gateway.Interactions;

/// <summary>Makes a token's bearer a <see cref="Reader"/>: follows merges of the launch chart, and finds the person's other ids.</summary>
internal sealed class Readers(CallerReader callers, ChartDirectory directory)
{
    public Caller CallerOf(ClaimsPrincipal principal) => callers.Read(principal);

    public async ValueTask<Reader> ReadAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var caller = callers.Read(principal);
        // A launch in a chart that was merged away is a launch in the chart that survived.
        if (caller.Chart is { } chart && await directory.FindChartAsync(chart, cancellationToken) is Lookup<ChartFacts>.Found found)
        {
            caller = caller with { Chart = found.Facts.Id };
        }

        return new Reader(caller, await IdentitiesAsync(caller, cancellationToken));
    }

    // A mother who wrote as a related person is the one who signed in as a patient.
    private async ValueTask<IReadOnlyList<string>> IdentitiesAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Person is not { } person)
        {
            return [];
        }

        return person.Type is "Patient" or "RelatedPerson"
            && await directory.FindPersonAsync(person, cancellationToken) is Lookup<PersonFacts>.Found human
                ? [.. human.Facts.Identities.Select(identity => identity.ToString()).Append(person.ToString()).Distinct()]
                : [person.ToString()];
    }
}
