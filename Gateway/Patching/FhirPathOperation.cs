namespace Gateway.Patching;

/// <summary>One operation of a FHIRPath Patch.</summary>
/// <param name="At">Where it stands in the Parameters.</param>
/// <param name="Path">The element it is about.</param>
internal abstract record FhirPathOperation(string At, PatchPath Path)
{
    public sealed record Add(string At, PatchPath Path, string Name, PatchValue Value) : FhirPathOperation(At, Path);

    public sealed record Insert(string At, PatchPath Path, PatchValue Value, int Index) : FhirPathOperation(At, Path);

    public sealed record Delete(string At, PatchPath Path) : FhirPathOperation(At, Path);

    public sealed record Replace(string At, PatchPath Path, PatchValue Value) : FhirPathOperation(At, Path);

    public sealed record Move(string At, PatchPath Path, int Source, int Destination) : FhirPathOperation(At, Path);
}
