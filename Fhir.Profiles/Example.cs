namespace Fhir.Profiles;

/// <summary>An example of a resource: valid, or invalid with the one issue that is to be found.</summary>
public sealed record Example(string Name, ReadOnlyMemory<byte> Content, ExpectedIssue? Expected)
{
    public bool IsValid => Expected is null;

    public override string ToString() => Name;
}
