using Gateway.Tests.Support;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>What docs/connectors.md says of faults is what the connectors are held to.</summary>
public sealed class ConnectorDocumentTests
{
    [Fact]
    public void The_table_of_faults_is_the_contracts() =>
        Assert.Contains(FaultRow.Markdown(), Repository.TextOf("docs/connectors.md"), StringComparison.Ordinal);
}
