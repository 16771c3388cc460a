using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>A FHIRPath Patch: it changes the resource's elements, all operations or none.</summary>
internal sealed class FhirPathPatch(ImmutableArray<FhirPathOperation> operations) : Patch
{
    public override Patched Apply(Resource before)
    {
        var after = (Resource)before.DeepCopy();
        foreach (var operation in operations)
        {
            if (FhirPathEdit.Do(operation, after) is { } fault)
            {
                return new Patched.Refused([fault]);
            }
        }

        return PatchedResource.Judge(before, FhirJson.Serialize(after));
    }
}
