using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>A change to one resource, read and well-formed, whatever language it was written in.</summary>
internal abstract class Patch
{
    /// <summary>The changed copy of <paramref name="before"/>, which stays as it is; or everything that stands against it.</summary>
    public abstract Patched Apply(Resource before);
}
