using Hl7.Fhir.Model;

namespace Fhir.Profiles.Structures;

/// <summary>What an R4 type is: itself and everything it specializes.</summary>
internal static class Ancestry
{
    /// <summary>The names of a type and its ancestors, nearest first: Patient, DomainResource, Resource.</summary>
    public static IEnumerable<string> Of(Type? native)
    {
        for (var type = native; type is not null && type.IsAssignableTo(typeof(Base)) && type != typeof(Base); type = type.BaseType)
        {
            // DataType and PrimitiveType are the SDK's, and R5's: R4 has Element alone.
            if (type != typeof(DataType) && type != typeof(PrimitiveType) && ModelInfo.ModelInspector.FindClassMapping(type) is { } mapping)
            {
                yield return mapping.Name;
            }
        }
    }
}
