using Hl7.Fhir.Model;

namespace Fhir.Profiles.Structures;

/// <summary>The value sets of R4's required bindings, from the SDK's enums.</summary>
internal static class R4ValueSets
{
    /// <summary>An R4 value set by its canonical address, without a version; null if the SDK has no enum for it.</summary>
    public static ValueSet? Find(string canonical)
    {
        if (ModelInfo.ModelInspector.FindEnumMappingByCanonical(canonical) is not { } codes)
        {
            return null;
        }

        var systems = codes.Members.Values.GroupBy(member => member.System ?? codes.DefaultCodeSystem, StringComparer.Ordinal);
        return new ValueSet
        {
            Url = canonical,
            Name = codes.Name,
            Status = PublicationStatus.Active,
            Compose = new ValueSet.ComposeComponent
            {
                Include =
                [
                    .. systems.Select(system => new ValueSet.ConceptSetComponent
                    {
                        System = system.Key,
                        Concept = [.. system.Select(member => new ValueSet.ConceptReferenceComponent { Code = member.Code })],
                    }),
                ],
            },
        };
    }
}
