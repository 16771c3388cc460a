using Hl7.Fhir.Model;
using Hl7.FhirPath;

namespace Fhir.Profiles.Validation;

/// <summary>What tells a slice's members from other values.</summary>
internal sealed record Discriminator(CompiledExpression Path, Func<IReadOnlyList<PocoNode>, bool> Matches)
{
    public bool IsMet(PocoNode value) => Matches([.. Path([value], FhirPathExpressions.ContextOf(value))]);
}
