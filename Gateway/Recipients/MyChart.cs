using Gateway.Charts;
using Gateway.References;

namespace Gateway.Recipients;

/// <summary>A chart in which somebody writes messages today, for an app that lets her choose.</summary>
/// <param name="Chart">Whose it is.</param>
/// <param name="Sender">The id under which she writes there.</param>
/// <param name="Relation">What she is to its patient: <c>self</c>, or a code of HL7's RoleCode.</param>
internal sealed record MyChart(ChartFacts Chart, ResourceKey Sender, string Relation)
{
    public const string Self = "self";
}
