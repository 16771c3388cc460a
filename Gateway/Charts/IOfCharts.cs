using Gateway.References;

namespace Gateway.Charts;

/// <summary>What the directory knows of charts, and so must forget when one of them changes.</summary>
internal interface IOfCharts
{
    IEnumerable<PatientId> Charts { get; }
}
