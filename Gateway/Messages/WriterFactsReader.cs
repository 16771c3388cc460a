using Gateway.Access;
using Gateway.Charts;
using Gateway.Subjects;

namespace Gateway.Messages;

/// <summary>Reads what a token says of who writes; whoever may write is judged from it, whatever the question.</summary>
internal static class WriterFactsReader
{
    public static async ValueTask<WriterFacts> ReadAsync(Caller caller, ChartDirectory directory, CancellationToken cancellationToken)
    {
        var isSystem = caller.Allows(ScopeLevel.System, "Communication", ScopeRights.Create);
        var needsChart = !isSystem && !caller.Allows(ScopeLevel.User, "Communication", ScopeRights.Create);
        var launch = caller.Chart;
        if (launch is { } asked && await directory.FindChartAsync(asked, cancellationToken) is Lookup<ChartFacts>.Found found)
        {
            launch = found.Facts.Id;
        }

        return new WriterFacts(isSystem, needsChart, launch, caller.Person)
        {
            Records = caller.Kind is PersonKind.Person && await directory.FindPersonAsync(caller.Person!.Value, cancellationToken) is Lookup<PersonFacts>.Found person
                ? person.Facts.Identities
                : [],
        };
    }
}
