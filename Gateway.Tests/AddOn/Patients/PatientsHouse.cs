namespace Gateway.Tests.AddOn.Patients;

/// <summary>The tests of the patients' pages share one house, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PatientsHouse : ICollectionFixture<PatientsFixture>
{
    public const string Name = "patients";
}
