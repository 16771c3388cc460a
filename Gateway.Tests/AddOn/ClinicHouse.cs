namespace Gateway.Tests.AddOn;

/// <summary>The tests of the clinic's pages share one house, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ClinicHouse : ICollectionFixture<ClinicFixture>
{
    public const string Name = "clinic";
}
