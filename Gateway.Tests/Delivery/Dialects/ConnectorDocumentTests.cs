using Gateway.Tests.Support;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>What docs/connectors.md says of faults is what the connectors are held to.</summary>
public sealed class ConnectorDocumentTests
{
    [Fact]
    public void The_tables_of_faults_are_the_contracts()
    {
        var document = Repository.TextOf("docs/connectors.md");

        Assert.Contains(FaultRow.Markdown(FaultRow.All), document, StringComparison.Ordinal);
        Assert.Contains(FaultRow.Markdown(FaultRow.Mllp), document, StringComparison.Ordinal);
    }
}
