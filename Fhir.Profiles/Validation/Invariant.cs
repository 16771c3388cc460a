using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;

namespace Fhir.Profiles.Validation;

/// <summary>A rule about an element, with the sentence that tells it.</summary>
internal sealed record Invariant(string Key, bool IsError, string Human, Func<PocoNode, bool> Holds)
{
    /// <summary>A rule written as FHIRPath, compiled. It must say true: as HL7's own validator has it, nothing is not enough.</summary>
    public static Func<PocoNode, bool> Compile(string expression)
    {
        var compiled = FhirPathExpressions.Compile(expression);
        return node => compiled.IsTrue(node, FhirPathExpressions.ContextOf(node));
    }
}
